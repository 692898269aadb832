import { type XmlMembers } from '../../../protocols/xml';
import type { DeletionEntry } from '../../../s3/request/deletion';
import { childrenOf, readXml, type XmlElement } from '../../../s3/request/xml';
import { xmlAnswer, type Answer } from '../../s3/answer';
import type { RemoteServer } from '../remote-server';

/** What another engine did of a list to delete, and what the policies refused. */
export function deletionAnswer(entries: readonly DeletionEntry[], done: Buffer | undefined, server: RemoteServer): Answer {
  const results = done === undefined ? [] : resultsOf(done, server);
  const refused = entries.flatMap(({ key, error }) => (error === undefined ? [] : [{ Key: key, Code: error.code, Message: error.message }]));
  const named = (name: string) => results.filter((result) => result.name === name).map(membersOf);
  return xmlAnswer('DeleteResult', { Deleted: named('Deleted'), Error: [...named('Error'), ...refused] });
}

function resultsOf(document: Buffer, server: RemoteServer): readonly XmlElement[] {
  try {
    return childrenOf(readXml(document, 'DeleteResult'), ['Deleted', 'Error']);
  } catch {
    throw server.nonsense();
  }
}

function membersOf({ children }: XmlElement): XmlMembers {
  return Object.fromEntries(children.map(({ name, text }) => [name, text]));
}
