// The page for unknown addresses offers a search for the words of the address.
(() => {
  // What other sites call the last part of an address.
  const COMMON = /^(?:\d*|index|article|story|page)(?:\.\w{2,5})?$/i;
  const line = document.querySelector(".cf-words");
  const link = line?.querySelector("a");
  if (!link) return;
  const root = new URL(link.getAttribute("href"), document.baseURI);
  const [LONGEST, MANY] = [300, 8];
  const name = location.pathname.split("/").findLast((part) => !COMMON.test(part)) ?? "";
  let plain = name.replace(/\.\w{2,5}$/, "").slice(0, LONGEST);
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // Half a letter at its end, or none that is valid.
  }
  const words = (plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, MANY).join(" ");
  if (!words) return;
  link.href = `${root.href}?${new URLSearchParams({ q: words })}`;
  link.textContent = line.dataset.words.replace("{words}", () => words);
  line.hidden = false;
  const box = document.querySelector("[data-search-box]");
  if (box) box.value = words;
})();
