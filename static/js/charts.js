/* Draws a table as stacked bars above it: the table stays what it is, and is what a screen reader and paper get.
   Each picture can be kept as PNG (what is on the screen) or as SVG (drawn again as text). */
"use strict";

const TONES = {
  open: "#c3cad2", returned: "#b98424", proposed: "#6c8ebf", agreed: "#3d62a8", set: "#2b7a8c", on_notice: "#7fb7c2",
  final: "#2f7d4f", excellent: "#226b40", competent: "#69b587", basically_competent: "#dca14a", not_competent: "#b3261e",
  complete: "#2f7d4f", short: "#dca14a", in_village: "#2f7d4f", report_out: "#2b7a8c", training: "#3d62a8", leave: "#b98424",
  absent: "#b3261e", rest: "#8b95a1", unconfirmed: "#d5dbe1", met: "#226b40", on_track: "#69b587", at_risk: "#dca14a",
  impossible: "#b3261e", granted: "#226b40", left: "#c3cad2", age0: "#8fb8dc", age1: "#4f86bd", age2: "#dca14a", age3: "#b3261e",
};
const MOST = 60; // more places than this are a table, not a picture

function numbers(row, from, to) {
  return [...row.cells].slice(from, to + 1).map((cell) => Number(cell.textContent.trim()) || 0);
}

function read(table, from, to, stack) {
  const heads = [...table.tHead.rows[0].cells].slice(from, to + 1);
  const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("sum"));
  return {
    names: rows.map((row) => row.cells[0].textContent.trim()),
    links: rows.map((row) => row.cells[0].querySelector("a")?.href),
    series: heads.map((head, at) => ({
      name: head.textContent.trim(), type: "bar", stack, barMaxWidth: 26,
      itemStyle: { color: TONES[head.dataset.tone] }, data: rows.map((row) => numbers(row, from, to)[at]),
    })).filter((one) => one.name && one.data.some(Boolean)),
  };
}

function pictured(names, series) {
  return {
    animation: false, backgroundColor: "#fff", textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { top: 0, type: "scroll" }, tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1 }, yAxis: { type: "category", inverse: true, data: names }, series,
  };
}

function asText(option, chart) {
  const size = { width: chart.getWidth(), height: chart.getHeight() };
  const drawn = window.echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
  drawn.setOption({ ...option, legend: { ...option.legend, type: "plain" } });
  const text = drawn.renderToSVGString();
  drawn.dispose();
  return URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
}

function keep(url, name) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

function offer(box, chart, option) {
  const name = box.dataset.name || document.title;
  const ways = { png: () => chart.getDataURL({ pixelRatio: 2, backgroundColor: "#fff" }), svg: () => asText(option, chart) };
  document.querySelectorAll(`[data-save][data-of="${box.dataset.chart}"]`).forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => keep(ways[button.dataset.save](), `${name}.${button.dataset.save}`));
  });
}

function draw(box) {
  const table = document.getElementById(box.dataset.chart);
  const { names, links, series } = read(table, Number(box.dataset.from), Number(box.dataset.to), "apart" in box.dataset ? undefined : "all");
  if (!series.length || names.length > MOST) return;
  box.hidden = false;
  box.style.height = `${Math.max(names.length * 30 + 90, 170)}px`;
  const chart = window.echarts.init(box);
  const option = pictured(names, series);
  chart.setOption(option);
  offer(box, chart, option);
  chart.on("click", (at) => { if (links[at.dataIndex]) window.location.assign(links[at.dataIndex]); });
  window.addEventListener("resize", () => chart.resize());
}

if (window.echarts) document.querySelectorAll("[data-chart]").forEach(draw);
