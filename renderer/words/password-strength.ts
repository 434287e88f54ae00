const strongLength = 16;

/** Length is what counts: rules about kinds of characters make passwords that people write down. */
export const passwordStrength = (password: string): 'fair' | 'strong' =>
  [...password].length >= strongLength && new Set(password).size > 5 ? 'strong' : 'fair';
