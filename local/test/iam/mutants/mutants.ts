import * as ts from 'typescript';
import { sitesOf } from './mutators';

/** One change of one source text. Found by its place in the syntax tree, so that neither line breaks nor names of variables matter. */
export interface Mutant {
  /** The declaration it is in: a function, a constant, or a class and its method. */
  readonly owner: string;
  /** Kind of node and its number among those of the declaration, from 0, for example `if 2`. */
  readonly site: string;
  readonly change: string;
  /** The whole source with the change. */
  readonly apply: () => string;
  /** The whole source with another text in the place, made from the one that is there. */
  readonly rewrite: (rewritten: Rewrite) => string;
}

/** A change that no general mutator makes. It keeps the text it is given, so that it needs to know no names. */
export type Rewrite = (text: string) => string;

/** All mutants of a source text, in its order. */
export function mutantsOf(source: string): readonly Mutant[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022, true);
  return file.statements.flatMap(statement => declarationsOf(statement)).flatMap(([owner, node]) => mutantsOfDeclaration(source, owner, node));
}

/** The source with one change of it. */
export function mutate(source: string, owner: string, site: string, change: string | Rewrite): string {
  const mutants = mutantsOf(source);
  const found = mutants.find(one => one.owner === owner && one.site === site && (typeof change === 'function' || one.change === change));
  if (found !== undefined) return typeof change === 'function' ? found.rewrite(change) : found.apply();
  const there = mutants.filter(one => one.owner === owner).map(one => `${one.site} ${one.change}`);
  throw new Error(`no mutant ${owner}, ${site} ${String(change)}: ${there.length > 0 ? `${owner} has ${there.join(', ')}` : `nothing is called ${owner}`}`);
}

function declarationsOf(statement: ts.Statement): readonly (readonly [owner: string, node: ts.Node])[] {
  if (ts.isFunctionDeclaration(statement)) return [[statement.name!.text, statement]];
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(one => [one.name.getText(), one]);
  if (ts.isClassDeclaration(statement)) {
    return statement.members.map(member => [`${statement.name!.text}.${member.name?.getText() ?? 'constructor'}`, member]);
  }
  return [];
}

function mutantsOfDeclaration(source: string, owner: string, declaration: ts.Node): readonly Mutant[] {
  const counts = new Map<string, number>();
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || isMessage(node)) return;
    for (const site of sitesOf(node)) {
      const number = counts.get(site.label) ?? 0;
      counts.set(site.label, number + 1);
      const [start, end] = [site.node.getStart(), site.node.getEnd()];
      const put = (text: string) => source.slice(0, start) + text + source.slice(end);
      const rewrite = (rewritten: Rewrite) => put(rewritten(source.slice(start, end)));
      for (const [change, text] of site.changes) mutants.push({ owner, site: `${site.label} ${number}`, change, apply: () => put(text), rewrite });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(declaration, visit);
  return mutants;
}

/** What an error says is no rule; the names of properties are none either. */
function isMessage(node: ts.Node): boolean {
  if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return true;
  return ts.isStringLiteral(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}
