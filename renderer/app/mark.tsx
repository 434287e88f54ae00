/** The product's logo, shown next to its name. `size` is in px at normal text size and grows with the text. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={`${size / 16}rem`} height={`${size / 16}rem`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0d7868" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M16 7a9 9 0 1 1-8.5 6" />
        <path d="M7 7.5v6h6" />
      </g>
      <path d="M14 12v8l6-4z" fill="#fff" />
    </svg>
  );
}
