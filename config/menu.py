"""The menu as a table: section → (label, address name, icon, further addresses that belong to the line)."""

from django.utils.translation import gettext_lazy as _

MENU = [
    ("", [(_("Home"), "home", "home")]),
    (
        _("Selection"),
        [
            (
                _("Selection rounds"),
                "rounds",
                "refresh",
                "round",
                "round-new",
                "round-edit",
                "round-villages",
                "round-reopen",
            ),
            (
                _("Matching"),
                "matchings",
                "arrows-shuffle",
                "matching",
                "matching-new",
                "matching-hand",
                "matching-next-best",
            ),
            (
                _("Nominations"),
                "nominations",
                "user-plus",
                "nomination",
                "nomination-batch",
                "nomination-batch-outcome",
                "nomination-new",
            ),
            (
                _("Public notices"),
                "public-notices",
                "speakerphone",
                "public-notice",
                "public-notice-new",
                "public-notice-poster",
                "objection-new",
            ),
            (_("Objections"), "objections", "message-exclamation", "objection"),
            (_("Posting letters"), "letters", "mail-forward", "letter", "letter-new"),
            (_("Fill seats"), "nominate", "users-plus"),
            (_("Pool"), "pool", "address-book", "pool-new", "pool-member", "pool-change"),
            (_("Cadres"), "cadres", "users", "cadre", "cadre-new", "cadre-edit"),
        ],
    ),
    (
        _("Teams"),
        [
            (_("Teams"), "teams", "users-group", "team"),
            (_("Teams that lack somebody"), "short-teams", "user-question"),
            (_("Terms that end"), "terms", "hourglass"),
            (_("Adjustments"), "adjustments", "arrows-exchange", "adjustment", "adjustment-new"),
            (_("Transfers after the term"), "transfers", "arrow-bar-to-right", "transfer", "transfer-new"),
            (_("Open items of postings"), "checks", "list-check", "posting"),
            (_("Villages"), "villages", "map-pin", "village", "village-edit"),
            (_("Dispatching units"), "units", "building", "unit", "unit-new", "unit-edit"),
            (_("Tables handed in"), "imports", "table-import", "import", "import-new"),
        ],
    ),
    (
        _("Attendance"),
        [
            (_("Daily sheet"), "sheet", "calendar-check"),
            (_("Month sheet"), "month", "calendar-month"),
            (_("On post today"), "on-post", "chart-bar"),
            (_("Standings"), "standings", "clipboard-check", "posting-standing"),
            (_("Locked months"), "locks", "lock", "lock-months"),
            (_("Corrections of attendance"), "corrections", "history-toggle", "day-history"),
            (_("Attendance rules"), "attendance-rules", "gavel", "attendance-rule"),
            (_("Training"), "trainings", "school", "training", "training-new"),
        ],
    ),
    (_("Assessment"), [(_("Yearly assessment"), "assessments", "award", "assessment")]),
    (
        _("Rules"),
        [
            (_("Policy"), "policy", "book"),
            (_("County rules"), "county-rules", "gavel", "county-rule-new"),
            (_("Divisions"), "divisions", "map", "division"),
            (_("Holidays"), "holidays", "calendar"),
        ],
    ),
    (
        _("System"),
        [
            (_("Users"), "users", "user-cog", "user", "user-new"),
            (_("Daily jobs"), "jobs", "clock"),
            (_("Audit record"), "records", "history"),
        ],
    ),
]
