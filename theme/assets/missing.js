// On the page for unknown addresses, the search box has the words of the address.
(() => {
  const box = document.querySelector("[data-missing]");
  if (!box) return;
  // What other sites call the last part of an address says nothing.
  const COMMON = /^(?:\d*|index|article|story|page)(?:\.\w{2,5})?$/i;
  const [LONGEST, MANY] = [300, 8];
  const name = location.pathname.split("/").findLast((part) => !COMMON.test(part)) ?? "";
  let plain = name.replace(/\.\w{2,5}$/, "");
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // It has bytes that are no letters.
  }
  box.value = (plain.slice(0, LONGEST).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, MANY).join(" ");
})();
