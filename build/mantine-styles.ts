import type { Plugin } from 'vite';

const classNames = /[\\/]node_modules[\\/]@mantine[\\/]core[\\/]esm[\\/].*[\\/]([^\\/]+)\.module\.mjs$/;

/**
 * The style sheet of each of Mantine's components comes with the component, in whichever part of the page that is: all of them
 * in the first load would weigh 10 KB gzipped more. In a layer of the cascade, so that our own styles outrank them in any order.
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
