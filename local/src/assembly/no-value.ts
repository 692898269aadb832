/** What `Ref: AWS::NoValue` leaves: the property itself goes. */
export const NO_VALUE = Symbol('AWS::NoValue');
