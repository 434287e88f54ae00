export function ShortcutsSheet(_: { readonly areSingleKeysOn: boolean; readonly onClose: () => void }) {
  return null;
}
