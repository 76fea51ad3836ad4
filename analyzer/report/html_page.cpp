#include "report/html_page.h"

namespace oneway::report {

const std::string_view kPageStyle = R"css(
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#59636e;--line:#d1d9e0;--card:#f6f8fa;--code:#eef1f4;
--c0:#1a7f37;--c1:#0969da;--c2:#8a6100;--c3:#bc4c00;--c4:#8250df;--c5:#cf222e;--on:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--dim:#9198a1;--line:#3d444d;--card:#151b23;
--code:#212830;--c0:#3fb950;--c1:#58a6ff;--c2:#d9a62e;--c3:#f0883e;--c4:#bc8cff;--c5:#ff6b63;--on:#0d1117}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;
overflow-wrap:anywhere}
header,main,footer,nav{max-width:1100px;margin:0 auto;padding:0 16px}
header{padding-top:24px}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 8px;padding-left:12px;border-left:6px solid var(--c0)}
h1.failed{border-color:var(--c5)}
h2{font-size:1.15rem;margin:32px 0 4px}
h3{font-size:.95rem;margin:16px 0 4px}
p,ul,ol{margin:4px 0 8px}
ul,ol{padding-left:24px}
code,pre{font:.9em/1.45 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{background:var(--code);border-radius:4px;padding:1px 4px}
pre{background:var(--code);border:1px solid var(--line);border-radius:6px;padding:10px 12px;overflow-x:auto;margin:0;
overflow-wrap:normal}
.dim{color:var(--dim);font-size:.9rem}
.block{position:relative;margin:8px 0}
.block button{position:absolute;top:6px;right:6px;display:none}
.js .block button{display:block}
.bar{display:block;width:100%;height:14px;border-radius:7px;margin:8px 0}
.f0{fill:var(--c0)}.f1{fill:var(--c1)}.f2{fill:var(--c2)}.f3{fill:var(--c3)}.f4{fill:var(--c4)}.f5{fill:var(--c5)}
.t0{color:var(--c0)}.t1{color:var(--c1)}.t2{color:var(--c2)}.t3{color:var(--c3)}.t4{color:var(--c4)}.t5{color:var(--c5)}
.legend{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:2px 24px}
.legend li{padding-left:2.4em;text-indent:-2.4em}
.legend b{display:inline-block;min-width:2.4em;text-indent:0}
nav{display:none;position:sticky;top:0;background:var(--bg);border-bottom:1px solid var(--line);padding-top:10px;
padding-bottom:10px;z-index:1}
.js nav{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center}
nav input[type=search]{flex:1 1 220px;min-width:0}
input,select,button{font:inherit;font-size:.9rem;color:inherit;background:var(--card);border:1px solid var(--line);
border-radius:6px;padding:4px 10px}
nav label{white-space:nowrap;font-size:.9rem}
nav label input{vertical-align:-1px;margin:0 4px 0 0}
button{cursor:pointer}
details.change{border:1px solid var(--line);border-left:5px solid var(--line);border-radius:6px;margin:8px 0;
background:var(--card);content-visibility:auto;contain-intrinsic-size:auto 60px;scroll-margin-top:110px}
details.b0{border-left-color:var(--c0)}details.b1{border-left-color:var(--c1)}details.b2{border-left-color:var(--c2)}
details.b3{border-left-color:var(--c3)}details.b4{border-left-color:var(--c4)}details.b5{border-left-color:var(--c5)}
summary{cursor:pointer;padding:8px 12px}
details.change>div{padding:0 16px 12px;border-top:1px solid var(--line)}
summary .what{display:block;padding-left:1em;color:var(--dim);font-size:.9rem}
.name{font-weight:600}
.tag{display:inline-block;border:1px solid currentColor;border-radius:10px;padding:0 8px;font-size:.78rem;line-height:1.5}
.stop{background:var(--c5);color:var(--on);border-color:var(--c5)}
dl{margin:0}
dt{font-weight:600;margin-top:12px}
dd{margin:2px 0 0}
.evidence{list-style:none;padding-left:0;margin:2px 0 6px}
.evidence li{color:var(--dim);font-size:.9rem}
.tree,.tree ul{list-style:none;margin:0;padding-left:18px}
.tree{padding-left:0}
.tree ul li{position:relative;padding-left:4px}
.tree ul li::before{content:"";position:absolute;left:-12px;top:-4px;width:12px;height:18px;border:solid var(--dim);
border-width:0 0 2px 2px;border-bottom-left-radius:6px}
.tree ul li:not(:last-child)::after{content:"";position:absolute;left:-12px;top:10px;bottom:-2px;border-left:2px solid var(--dim)}
.tree a,.tree span{display:inline-block;border:1px solid var(--line);border-left:4px solid currentColor;border-radius:5px;
padding:1px 8px;margin:3px 0;background:var(--bg);text-decoration:none}
.tree span{color:var(--dim)}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);font-size:.92rem}
td:first-child{min-width:5.5em}
.reasons{list-style:none;padding-left:0}
.reasons li{padding:3px 0 3px 12px;border-left:3px solid var(--c5);margin:4px 0}
.reasons li.warned{border-left-color:var(--c3)}
.reasons a{font-weight:600;color:inherit}
footer{padding:32px 16px;color:var(--dim);font-size:.85rem}
[hidden]{display:none!important}
@media (max-width:560px){body{font-size:15px}.js nav{position:static}details.change>div{padding:0 10px 10px}
td,th{display:block;border:0;padding:0}tr{display:block;border-bottom:1px solid var(--line);padding:6px 0}}
@media print{nav,.block button{display:none!important}details.change{content-visibility:visible;background:none}
h2,h3,summary,dt{break-after:avoid}li,tr,pre{break-inside:avoid}pre{white-space:pre-wrap;overflow-wrap:anywhere}
body{font-size:10pt}h2{margin-top:20px}dt{margin-top:8px}a{color:inherit}}
)css";

const std::string_view kPageScript = R"js(
(function () {
  "use strict";
  var root = document.documentElement, nav = document.querySelector("nav");
  root.classList.add("js");
  var cards = Array.prototype.slice.call(document.querySelectorAll("details.change"));
  var sections = Array.prototype.slice.call(document.querySelectorAll("section.class"));
  var search = document.getElementById("search"), action = document.getElementById("action");
  var boxes = Array.prototype.slice.call(nav.querySelectorAll("input[type=checkbox]"));
  var shown = document.getElementById("shown"), timer = 0;

  function textOf(card) {
    if (card.searchText === undefined) card.searchText = card.textContent.toLowerCase();
    return card.searchText;
  }

  function filter() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean), classes = {}, n = 0;
    boxes.forEach(function (b) { classes[b.value] = b.checked; });
    cards.forEach(function (card) {
      var hit = classes[card.dataset.class] && (!action.value || card.dataset.action === action.value) &&
        words.every(function (w) { return textOf(card).indexOf(w) >= 0; });
      card.hidden = !hit;
      if (hit) n++;
    });
    sections.forEach(function (s) { s.hidden = !s.querySelector("details.change:not([hidden])"); });
    shown.textContent = n + " of " + cards.length + " shown";
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(filter, cards.length > 500 ? 200 : 0);
  }

  function openAll(open) { cards.forEach(function (c) { if (!c.hidden) c.open = open; }); }

  function openTarget() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.hidden) {
      search.value = action.value = "";
      boxes.forEach(function (b) { b.checked = true; });
      filter();
    }
    target.open = true;
    target.scrollIntoView();
  }

  function copy(button) {
    var pre = button.parentNode.querySelector("pre"), range = document.createRange();
    range.selectNodeContents(pre);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    if (navigator.clipboard)
      navigator.clipboard.writeText(pre.textContent).then(function () { button.textContent = "copied"; }, function () {});
  }

  search.addEventListener("input", later);
  action.addEventListener("change", filter);
  boxes.forEach(function (b) { b.addEventListener("change", filter); });
  document.getElementById("open").addEventListener("click", function () { openAll(true); });
  document.getElementById("close").addEventListener("click", function () { openAll(false); });
  document.addEventListener("click", function (e) { if (e.target.className === "copy") copy(e.target); });
  addEventListener("hashchange", openTarget);
  // On paper nothing can be opened: what is not fully reversible is printed in full.
  addEventListener("beforeprint", function () {
    cards.forEach(function (c) { if (c.dataset.class !== "0") c.open = true; });
  });
  filter();
  openTarget();
})();
)js";

const std::string_view kPageStyleHash = "m4+gZNh6Eynya+54VljyHtsvyM7HJddMBTkTwEcBG7Y=";
const std::string_view kPageScriptHash = "as/99i8ODE/ZHELU1ja9ly1iFb1ES5yx3W7rQbbUW7c=";

}  // namespace oneway::report
