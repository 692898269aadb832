import { messageOf } from './response';
import { AccessDenied } from '../../authorization/access-denied';
import type { Applicant } from '../../authorization/admission';
import type { Answer } from '../../engines/s3/answer';
import type { XmlMembers } from '../../protocols/xml';
import { missingKeyRequests, type Scope } from '../../s3';

/** What DeleteObjects answers, for whoever asked: that a key is missing is told only to who may list it. */
export function withoutMissing(answer: Answer, bucket: string, applicant: Applicant, scope: Scope): Answer {
  const { content } = answer;
  if (content === undefined || !('root' in content) || typeof content.members === 'string') return answer;
  const errors = content.members.Error as readonly XmlMembers[];
  return { ...answer, content: { ...content, members: { ...content.members, Error: errors.map((error) => told(error, bucket, applicant, scope)) } } };
}

function told(error: XmlMembers, bucket: string, applicant: Applicant, scope: Scope): XmlMembers {
  if (error.Code !== 'NoSuchKey') return error;
  try {
    applicant.permit(error, missingKeyRequests({ bucket, key: error.Key as string }, scope));
    return error;
  } catch (denial) {
    if (!(denial instanceof AccessDenied)) throw denial;
    return { ...error, Code: 'AccessDenied', Message: messageOf(denial) };
  }
}
