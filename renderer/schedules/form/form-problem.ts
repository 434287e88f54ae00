/** An error that prevents saving: the id of the field, its label, the message. In the form's order. */
export interface FormProblem {
  readonly id: string;
  readonly label: string;
  readonly message: string;
}
