/** Where menus, lists and tooltips are put: over everything, and in a region of its own for those who hear the page. */
export function layers(): HTMLElement | null {
  return document.getElementById('layers');
}
