import type { Plugin } from 'vite';

const classNames = /[\\/]node_modules[\\/]@mantine[\\/]core[\\/]esm[\\/].*[\\/]([^\\/]+)\.module\.mjs$/;

/**
 * Loads the style sheet of each Mantine component with the component: all of them would add 10 KB gzipped to the first load.
 * They are in a cascade layer, so that our own styles win in any order.
 */
export function mantineStyles(): Plugin {
  return {
    name: 'mantine-styles',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      const [, component] = classNames.exec(id) ?? [];
      if (component === undefined) return null;
      return { code: `import '@mantine/core/styles/${component}.layer.css';\n${code}`, map: null };
    },
  };
}
