/** The text of `~/.config/autostart/rota.desktop`, by the Desktop Entry Specification. */
export function autostartFile(program: string, args: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Rota',
    'Comment=Runs software robots on this computer',
    'Comment[tr]=Bu bilgisayarda yazılım robotlarını çalıştırır',
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'Icon=rota',
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Quotes for `Exec`, then once more as any string of a desktop file; `%` begins a field code. */
function quoted(argument: string): string {
  const inside = argument.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%');
  return `"${inside}"`.replaceAll('\\', '\\\\');
}
