/* Draws a table as stacked bars above it: the table stays what it is, and is what a screen reader and paper get. */
"use strict";

const TONES = {
  open: "#c3cad2", returned: "#b98424", proposed: "#6c8ebf", agreed: "#3d62a8", set: "#2b7a8c", on_notice: "#7fb7c2",
  final: "#2f7d4f", excellent: "#226b40", competent: "#69b587", basically_competent: "#dca14a", not_competent: "#b3261e",
};
const MOST = 60; // more places than this are a table, not a picture

function numbers(row, from, to) {
  return [...row.cells].slice(from, to + 1).map((cell) => Number(cell.textContent.trim()) || 0);
}

function read(table, from, to) {
  const heads = [...table.tHead.rows[0].cells].slice(from, to + 1);
  const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("sum"));
  return {
    names: rows.map((row) => row.cells[0].textContent.trim()),
    links: rows.map((row) => row.cells[0].querySelector("a")?.href),
    series: heads.map((head, at) => ({
      name: head.textContent.trim(), type: "bar", stack: "all", barMaxWidth: 26,
      itemStyle: { color: TONES[head.dataset.tone] }, data: rows.map((row) => numbers(row, from, to)[at]),
    })).filter((one) => one.name && one.data.some(Boolean)),
  };
}

function draw(box) {
  const table = document.getElementById(box.dataset.chart);
  const { names, links, series } = read(table, Number(box.dataset.from), Number(box.dataset.to));
  if (!series.length || names.length > MOST) return;
  box.hidden = false;
  box.style.height = `${Math.max(names.length * 30 + 90, 170)}px`;
  const chart = window.echarts.init(box);
  chart.setOption({
    animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { top: 0, type: "scroll" }, tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1 }, yAxis: { type: "category", inverse: true, data: names }, series,
  });
  chart.on("click", (at) => { if (links[at.dataIndex]) window.location.assign(links[at.dataIndex]); });
  window.addEventListener("resize", () => chart.resize());
}

if (window.echarts) document.querySelectorAll("[data-chart]").forEach(draw);
