import { withoutSam } from './sam';
import { withNestedStacks, type StackTemplate } from '../../assembly';

/** A stack as it would be without nested stacks, and without transforms that are known. */
export function expanded(source: StackTemplate): StackTemplate {
  const whole = withNestedStacks(source);
  return { ...whole, template: withoutSam(whole.template) };
}
