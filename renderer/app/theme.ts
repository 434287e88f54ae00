import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { findOptions } from '../words/find-options.ts';

/** Step 7 is the button colour: white on it has a contrast of 5.3:1, in both schemes. */
const brand: MantineColorsTuple = [
  '#e3f5f0',
  '#cfeae3',
  '#a3d6ca',
  '#74c1af',
  '#4bac98',
  '#2b9680',
  '#15856f',
  '#0d7868',
  '#0a6356',
  '#075046',
];

/** For destructive actions: white on step 7 has a contrast of 6.1:1. */
const danger: MantineColorsTuple = [
  '#fdecea',
  '#fad5d1',
  '#f3aaa3',
  '#ea7d74',
  '#e0574c',
  '#d5443a',
  '#c4332a',
  '#b42318',
  '#931c13',
  '#75150e',
];

/** Mantine's dark greys, tinted like ours. */
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#b7bec8',
  '#98a1ad',
  '#5f6772',
  '#454c55',
  '#33383f',
  '#1e2126',
  '#16181c',
  '#101216',
  '#0b0d10',
];

/** Controls in forms and headers are 30 px high. */
const dense = [
  'Button',
  'Checkbox',
  'DatePickerInput',
  'DateTimePicker',
  'MultiSelect',
  'NumberInput',
  'PasswordInput',
  'Radio',
  'Select',
  'Switch',
  'TagsInput',
  'Textarea',
  'TextInput',
];

/** Lists that one may type in. */
const typedIn = ['MultiSelect', 'Select'];

export const theme = createTheme({
  colors: { brand, danger, dark },
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: "'Inter Variable', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.0625rem', lineHeight: '1.4' } } },
  // Not by `Menu.extend` and the like: those would pull the components into the first load.
  components: {
    ...Object.fromEntries(dense.map((name) => [name, { defaultProps: { size: 'xs' } }])),
    ...Object.fromEntries(typedIn.map((name) => [name, { defaultProps: { size: 'xs', filter: findOptions() } }])),
    // Its placeholder is a focusable presentational child of role=menu, which is invalid ARIA.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: false, yOffset: '5vh' } },
  },
});

/** Colours that are too pale in Mantine, and our own, for both schemes; axe measures the contrast in tests/page. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--input-description-size': '0.75rem',
    '--rota-rail': '12.5rem',
  },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#15181c',
    '--mantine-color-dimmed': '#59616b',
    '--mantine-color-placeholder': '#656d78',
    '--mantine-color-error': '#b42318',
    '--rota-panel': '#f5f6f8',
    '--rota-line': '#dee1e6',
    '--rota-control': '#84909e',
    '--rota-off': '#a3abb5',
    '--rota-active': '#e0f2ec',
    '--rota-hover': '#f3f5f7',
    '--rota-brand-text': '#0b6558',
    '--rota-good': '#14703c',
    '--rota-good-fill': '#4b9673',
    '--rota-bad': '#b42318',
    '--rota-bad-fill': '#b42318',
    '--rota-warn': '#8a4b00',
    '--rota-warn-bg': '#fff4de',
    '--rota-bad-bg': '#fdecea',
    '--rota-info': '#0b5cab',
    '--rota-track': '#d5dae0',
    '--rota-focus': '#0b5cab',
  },
  dark: {
    '--mantine-color-body': '#16181c',
    '--mantine-color-text': '#e4e7eb',
    '--mantine-color-dimmed': '#a3abb6',
    '--mantine-color-placeholder': '#98a1ad',
    '--mantine-color-error': '#ff9b90',
    '--rota-panel': '#101216',
    '--rota-line': '#33383f',
    '--rota-control': '#77818d',
    '--rota-off': '#5c6570',
    '--rota-active': '#1c3731',
    '--rota-hover': '#1e2126',
    '--rota-brand-text': '#6fd3bd',
    '--rota-good': '#72d39a',
    '--rota-good-fill': '#3c8b67',
    '--rota-bad': '#ff9b90',
    '--rota-bad-fill': '#d5443a',
    '--rota-warn': '#f3bd62',
    '--rota-warn-bg': '#33270f',
    '--rota-bad-bg': '#3a1b19',
    '--rota-info': '#7fb8f5',
    '--rota-track': '#3a4048',
    '--rota-focus': '#7fb8f5',
  },
});
