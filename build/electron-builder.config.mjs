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
    'dist/{main,preload,page,host,script}/**',
    'build/icons/icon.png',
    'build/tray/**',
    'processes/**',
    '!**/*.map',
    '!**/{__pycache__,*.pyc}',
    '!**/node_modules/**',
  ],
  asar: true,
  // What other programs open must be real files: the robots in the box, and what starts children.
  asarUnpack: ['processes/**', 'dist/host/**', 'dist/script/**'],
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  electronLanguages: ['en', 'en-US', 'tr'],
  protocols: [{ name: 'Rota', schemes: ['rota'] }],
  // Off until somebody sets a place to publish to; then the app looks there for updates (electron/update-check.ts).
  publish: null,
  win: { icon: 'build/icons/icon.ico', target: [{ target: 'nsis', arch: ['x64'] }] },
  nsis: {
    oneClick: true,
    perMachine: false,
    deleteAppDataOnUninstall: false,
    shortcutName: 'Rota',
    runAfterFinish: true,
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
    // Notarised where the credentials are in the environment (APPLE_API_KEY… or APPLE_ID…); else it could only fail.
    notarize: Boolean(process.env.APPLE_API_KEY ?? process.env.APPLE_ID ?? process.env.APPLE_KEYCHAIN_PROFILE),
    extendInfo: {
      NSAppleEventsUsageDescription: 'Robots that you add may control other programs.',
      LSMultipleInstancesProhibited: true,
    },
  },
  linux: {
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
