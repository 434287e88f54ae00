export function Palette(_: { readonly session: unknown; readonly onClose: () => void; readonly onOpen: unknown }) {
  return null;
}
