import { useState } from 'react';
import type { ParameterSchema } from '../../contract/process.ts';
import { checkValues } from '../values/check-values.ts';
import { defaultValues } from '../values/field-kind.ts';
import { ValuesForm } from '../values/values-form.tsx';
import { processWords } from '../words/process-words.ts';
import { useWords } from '../words/words.tsx';
import classes from './editor.module.css';

/** The form for the parameters, usable but unconnected: nothing typed here is saved. */
export function SchemaPreview({ schema }: { readonly schema: ParameterSchema }) {
  const speech = useWords();
  const words = processWords[speech.language].editor;
  const [typed, setTyped] = useState<Record<string, unknown> | null>(null);
  const values = typed ?? defaultValues(schema);
  return (
    <aside className={classes.preview} aria-label={words.preview}>
      <h2 className={classes.heading}>{words.preview}</h2>
      <p className={classes.lead}>{words.previewLead}</p>
      <ValuesForm
        // Other parameters make a new form, so that no field keeps the text of a removed one.
        key={Object.keys(schema.properties).join(' ')}
        schema={schema}
        values={values}
        onChange={setTyped}
        problems={typed === null ? {} : checkValues(schema, typed, speech)}
        idPrefix="preview-"
      />
    </aside>
  );
}
