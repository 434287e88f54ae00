import type { ErrorDetail } from '../../../contract/errors.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { Owner } from '../../domain/owner.ts';

type Values = Readonly<Record<string, unknown>>;

/** Who wants what: the owner of the values, and the process that they are for. */
export interface VaultAsker {
  readonly process: RpaProcess;
  /** null: nobody in particular, as for a schedule of an older build. Only clients can be refused. */
  readonly owner: Owner | null;
}

/** A file that holds a secret, for one attempt. */
export interface SecretFile {
  readonly file: string;
  /** Its bytes in base64. */
  readonly bytes: string;
}

/** What the vault gives to one attempt. Never stored, logged or announced. */
export interface VaultGiven {
  /** With environment and arguments filled in. */
  readonly process: RpaProcess;
  readonly values: Values;
  /** The names of the values that hold a secret. */
  readonly secretValues: readonly string[];
  /** Every text that must be masked. */
  readonly secretTexts: readonly string[];
  readonly secretFiles: readonly SecretFile[];
  /** The keys, as `Group/Key`, for the audit. */
  readonly used: readonly string[];
}

/** What the rest of the engine asks of the vault. */
export interface VaultAccess {
  /** Whether a definition or values refer to the vault. */
  isAsked(process: RpaProcess, values: Values): boolean;
  /** Why the references in values cannot be followed: unknown, not allowed, or in a place that is seen by others. */
  valueFaults(asker: VaultAsker, values: Values): ErrorDetail[];
  /** The same for those in the definition. */
  definitionFaults(process: RpaProcess): ErrorDetail[];
  /** Why the references in a text of a schedule's options cannot be followed. `field`: where it stands. */
  textFaults(asker: VaultAsker, field: string, text: string): ErrorDetail[];
  /** A text with its references filled in, for what Rota itself does. Throws RotaError. */
  open(asker: VaultAsker, text: string): string;
  /** Puts another value where a reference points. Throws RotaError if the asker may not use it. */
  replace(asker: VaultAsker, reference: string, value: string): Promise<void>;
  /** Fills everything in, at the last moment before a start. `folder`: where secrets are put that are given as files. Throws RotaError. */
  give(asker: VaultAsker, values: Values, folder: string): VaultGiven;
}
