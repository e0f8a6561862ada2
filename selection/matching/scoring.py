"""Points of many cadres in many villages at once, as an array."""

from selection.matching.problem import Problem


def table(problem: Problem, villages, cadres):
    """Points as a float array, villages × cadres; whole numbers, equal to the sum of `points` for each pair."""
    weights = problem.weights
    needs = sorted({need for village in villages for need in village.needs} & set(problem.meets))
    tongues = sorted({tongue for village in villages for tongue in village.heard})
    met = _marks(needs, villages, lambda village: village.needs) @ _marks(needs, cadres, _met_by(problem)).T
    shared = _marks(tongues, villages, lambda village: village.heard) @ _marks(tongues, cadres, _spoken).T
    promotable = _marks((True,), cadres, lambda cadre: (cadre.promotable,))[:, 0]
    met *= weights["need_met"]
    met += (shared > 0) * float(weights["shared_language"])
    met += promotable * weights["promotable"]
    return met


def may_sit(problem: Problem, village, seat, cadres):
    """Which of the cadres, all of a fitting source, may take a seat: a boolean array."""
    import numpy as np

    banned = problem.banned_from.get((village.code, seat), ())
    return np.fromiter((seat in cadre.seats and cadre.id not in banned for cadre in cadres), bool, len(cadres))


def _met_by(problem):
    """Cadre → the needs their skills meet."""
    return lambda cadre: [need for need, skills in problem.meets.items() if skills & cadre.skills]


def _spoken(cadre):
    return cadre.languages


def _marks(words, rows, of):
    """1 where a row has a word: rows × words."""
    import numpy as np

    place = {word: number for number, word in enumerate(words)}
    marks = np.zeros((len(rows), len(words)))
    for number, row in enumerate(rows):
        marks[number, [place[word] for word in of(row) if word in place]] = 1
    return marks
