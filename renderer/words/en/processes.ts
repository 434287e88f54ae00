export const processes = {
  title: 'Processes',
};
