/** In the header of every page: the operations under way, with their progress. */
export function OperationTray() {
  return null;
}
