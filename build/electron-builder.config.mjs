// How the desktop app is packed (docs/desktop.md). `npm run package:dir` packs without an installer, `npm run dist` makes the installers of
// the system it runs on. Signing and notarisation take their secrets from the environment, as electron-builder documents them.

/** The same as in electron/identity.ts: without it Windows shows no notification. */
const appId = 'org.rota.desktop';

/** @type {import('electron-builder').Configuration} */
const config = {
  appId,
  productName: 'Rota',
  copyright: 'MIT licence',
  electronVersion: '45.4.1',
  directories: { output: 'out', buildResources: 'build' },
  // Everything is bundled: no node_modules, no sources, no maps, no tests.
  files: [
    'package.json',
    'LICENSE',
    'dist/{main,preload,page,host,schemas,script,robots}/**',
    'build/icons/icon.png',
    'build/tray/**',
    'processes/**',
    '!**/*.map',
    '!**/{__pycache__,*.pyc}',
    '!**/node_modules/**',
  ],
  asar: true,
  // Other programs and threads open these, so they must be real files: bundled robots, the host that starts children, the checks of schemas.
  asarUnpack: ['processes/**', 'dist/host/**', 'dist/schemas/**', 'dist/script/**', 'dist/robots/**'],
  npmRebuild: false,
  extraMetadata: {
    // The app's windows belong to rota.desktop; without it desktops show them as an unknown app's.
    desktopName: 'rota.desktop',
    author: 'The Rota authors',
    // Required for a deb: change it when there is a public page.
    homepage: 'https://rota.invalid',
  },
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    // The only cookie is in memory, so nothing needs encryption. With it, a robot computer with automatic sign-in would ask for its
    // keyring password at each start.
    enableCookieEncryption: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  electronLanguages: ['en', 'en-US', 'tr'],
  protocols: [{ name: 'Rota', schemes: ['rota'] }],
  // Off until there is a place to publish to; then the app looks there for updates (electron/update-check.ts).
  publish: null,
  win: {
    icon: 'build/icons/icon.ico',
    target: [{ target: 'nsis', arch: ['x64'] }],
    // Windows functions for the host (server/runner/windows/kernel.ts looks for the file next to the host).
    files: [{ from: 'node_modules/@koromix/koffi-win32-x64/win32_x64', to: 'dist/host', filter: ['koffi.node'] }],
  },
  nsis: {
    oneClick: true,
    perMachine: false,
    deleteAppDataOnUninstall: false,
    shortcutName: 'Rota',
    runAfterFinish: true,
    // Removes the entry that starts Rota at sign-in, and its links.
    include: 'build/uninstall.nsh',
  },
  mac: {
    icon: 'build/icons/icon.icns',
    category: 'public.app-category.productivity',
    target: [
      { target: 'dmg', arch: ['x64', 'arm64'] },
      { target: 'zip', arch: ['x64', 'arm64'] },
    ],
    hardenedRuntime: true,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    // Notarised only with credentials in the environment (APPLE_API_KEY… or APPLE_ID…); without them it would fail.
    notarize: Boolean(process.env.APPLE_API_KEY ?? process.env.APPLE_ID ?? process.env.APPLE_KEYCHAIN_PROFILE),
    extendInfo: {
      NSAppleEventsUsageDescription: 'Robots that you add may control other programs.',
      // The app is in the menu bar: no dock icon, and no bounce at sign-in, until a window is open
      // (electron/main-window.ts).
      LSUIElement: true,
    },
  },
  linux: {
    syncDesktopName: true,
    icon: 'build/icons/linux',
    category: 'Utility',
    synopsis: 'Runs software robots on this computer',
    maintainer: 'The Rota authors <rota@localhost>',
    target: [
      { target: 'AppImage', arch: ['x64'] },
      { target: 'deb', arch: ['x64'] },
    ],
  },
};

export default config;
