/** The id of the heading over the rules of messages, for what leads there. */
export const rulesHeading = 'message-rules';
