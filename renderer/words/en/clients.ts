export const clients = {
  title: 'API clients',
};
