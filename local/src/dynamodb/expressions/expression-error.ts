/** What is wrong with an expression, in DynamoDB's words, without the name of the parameter. */
export class ExpressionError extends Error {}
