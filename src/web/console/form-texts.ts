// Reads what was typed into a form; files are not taken anywhere.

/** @returns the fields that are texts; of several with one name the last. */
export function formTexts(form: FormData): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') texts[name] = value;
  return texts;
}
