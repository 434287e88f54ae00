/** For a button that cannot be used for a reason: disabled, and the reason on hover. */
export const unless = (refusal: string | null): { disabled?: true; title?: string } =>
  refusal === null ? {} : { disabled: true, title: refusal };
