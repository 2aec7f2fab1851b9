/** The page's markup and looks; everything that comes from records is put in by its script, as text. */

export const HTML = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lockstep sandbox</title>
<link rel="stylesheet" href="/page.css">
<link rel="icon" href="data:,">
<script src="/page.js" defer></script>
</head>
<body>
<a class="skip" href="#hubspot">Skip to the records</a>
<header>
<h1>Sandbox</h1>
<label><span>You are</span><input id="who" value="Sam" autocomplete="off"></label>
<div id="clock" class="row" role="group" aria-label="Clock"></div>
<p id="status" role="status"></p>
</header>
<main>
<section id="hubspot" aria-labelledby="hubspot-title" tabindex="-1"><h2 id="hubspot-title">HubSpot</h2></section>
<section id="salesforce" aria-labelledby="salesforce-title" tabindex="-1"><h2 id="salesforce-title">Salesforce</h2></section>
<section id="faults" class="wide" aria-labelledby="faults-title"><h2 id="faults-title">Faults</h2></section>
<section id="rules" class="wide" aria-labelledby="rules-title"><h2 id="rules-title">Rules of Salesforce</h2></section>
<section id="snapshots" class="wide" aria-labelledby="snapshots-title"><h2 id="snapshots-title">Snapshots</h2></section>
<section id="log" class="wide" aria-labelledby="log-title"><h2 id="log-title">Who wrote what</h2></section>
</main>
</body>
</html>
`

export const CSS = `:root { color-scheme: light dark; --line: light-dark(#c9ced6, #3d444f); --soft: light-dark(#f4f5f7, #1b1f25); --accent: light-dark(#0b57d0, #8ab4f8); --bad: light-dark(#b3261e, #f2b8b5); }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.45 system-ui, sans-serif; background: light-dark(#fff, #121418); color: light-dark(#1b1d21, #e6e8eb); }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; padding: .5rem 1rem; background: var(--soft); border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; } h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
#status { margin: 0; min-height: 1.45em; flex: 1 1 16rem; min-width: 0; overflow-wrap: anywhere; } #status.problem { color: var(--bad); font-weight: 600; }
main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; padding: 1rem; }
main > section { border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; min-width: 0; }
.wide { grid-column: 1 / -1; }
@media (max-width: 50rem) { main { grid-template-columns: minmax(0, 1fr); } }
.row { display: flex; flex-wrap: wrap; gap: .4rem .6rem; align-items: end; }
header .row { align-items: center; } header output { font-variant-numeric: tabular-nums; }
label { display: flex; flex-direction: column; gap: .1rem; } header label { flex-direction: row; align-items: center; gap: .4rem; }
label > span { font-size: .82rem; }
input, select, textarea, button { font: inherit; color: inherit; padding: .3rem .5rem; border: 1px solid var(--line); border-radius: 5px; background: light-dark(#fff, #22262d); min-width: 0; max-width: 100%; }
input[type=number] { width: 5rem; }
button { cursor: pointer; } button:disabled { opacity: .5; cursor: default; } button.main, button[aria-pressed=true] { background: var(--accent); color: light-dark(#fff, #10131a); border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
.records { list-style: none; margin: .6rem 0; padding: 0; max-height: 15rem; overflow: auto; border: 1px solid var(--line); border-radius: 5px; }
.records li { padding: 0; } .records li:not(:has(button)) { padding: .4rem .6rem; }
.records button { width: 100%; text-align: start; border: 0; border-radius: 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } .records button:focus-visible { outline-offset: -3px; }
#snapshots ul { padding: 0; list-style: none; } #snapshots li { align-items: center; margin-top: .4rem; } #snapshots li > span { overflow-wrap: anywhere; } a { color: var(--accent); }
#rules textarea { width: 100%; font: 13px/1.4 ui-monospace, monospace; resize: vertical; margin-bottom: .4rem; }
.deleted { text-decoration: line-through; }
.record { display: grid; gap: .6rem; margin-top: .8rem; padding-top: .8rem; border-top: 1px solid var(--line); }
.id { margin: 0; font: 13px ui-monospace, monospace; }
.fields, .fields details[open] { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: .5rem .8rem; margin-bottom: .6rem; }
.fields details, .fields details > summary { grid-column: 1 / -1; }
.history { margin: .3rem 0; padding-inline-start: 2rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } caption { text-align: start; font-size: .82rem; padding-bottom: .3rem; }
th, td { text-align: start; padding: .25rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr.person td:last-child { color: var(--accent); font-weight: 600; }
#log { overflow: auto; max-height: 32rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 0; z-index: 2; background: var(--soft); padding: .5rem; }
`
