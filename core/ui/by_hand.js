// Vega begins an interval on what the pointer was over before it went down. A finger was over
// nothing, so it is said to have moved there first.

function arrive({ target, pointerType, clientX, clientY }) {
  if (pointerType !== "touch") return;
  const move = { bubbles: true, clientX, clientY, pointerType };
  target.dispatchEvent(new PointerEvent("pointermove", move));
}

export default function ({ parentElement }) {
  const listener = new AbortController();
  const charts = parentElement.closest('[class*="st-key-by-hand-"]');
  charts.addEventListener("pointerdown", arrive, { capture: true, signal: listener.signal });
  return () => listener.abort();
}
