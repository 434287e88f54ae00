export function ParametersDialog(_: { readonly id: string; readonly onClose: () => void }) {
  return null;
}
