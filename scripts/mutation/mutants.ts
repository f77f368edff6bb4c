import { SyntaxKind as Kind, type Node, type SourceFile } from 'typescript/unstable/ast';

/** One change to a source text. Places are in UTF-16 units. */
export interface Mutant {
  start: number;
  end: number;
  replacement: string;
}

/** What an operator becomes: its boundary moved, and its sense turned. */
const operators: ReadonlyMap<string, readonly string[]> = new Map([
  ['===', ['!==']],
  ['!==', ['===']],
  ['<', ['<=', '>=']],
  ['<=', ['<', '>']],
  ['>', ['>=', '<=']],
  ['>=', ['>', '<']],
  ['&&', ['||']],
  ['||', ['&&']],
  ['??', ['&&']],
  ['||=', ['&&=']],
  ['??=', ['&&=']],
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['**', ['*']],
]);

/** What is there for the types alone, or names something: no code. */
const noCode: ReadonlySet<Kind> = new Set([
  Kind.ImportDeclaration,
  Kind.ExportDeclaration,
  Kind.InterfaceDeclaration,
  Kind.TypeAliasDeclaration,
]);

/** The changes that some test should notice, in the order of the source. */
export function mutantsOf(file: SourceFile): Mutant[] {
  const { text } = file;
  const mutants: Mutant[] = [];
  const replace = (node: Node, ...replacements: readonly string[]) => {
    const [start, end] = [node.getStart(file), node.end];
    for (const replacement of replacements) {
      if (text.slice(start, end) !== replacement) mutants.push({ start, end, replacement });
    }
  };
  const visit = (node: Node, parent: Node | undefined): void => {
    if (noCode.has(node.kind) || (node.kind >= Kind.FirstTypeNode && node.kind <= Kind.LastTypeNode)) return;
    const children = childrenOf(node);
    const condition = conditionIn(node, children);
    if (condition) replace(condition, 'true', 'false');
    const own = text.slice(node.getStart(file), node.end);
    switch (node.kind) {
      case Kind.BinaryExpression: {
        const [, operator] = children;
        if (operator)
          replace(operator, ...(operators.get(text.slice(operator.getStart(file), operator.end)) ?? []));
        break;
      }
      case Kind.TrueKeyword:
        replace(node, 'false');
        break;
      case Kind.FalseKeyword:
        replace(node, 'true');
        break;
      case Kind.NumericLiteral:
        replace(node, `(${own} + 1)`);
        break;
      case Kind.StringLiteral:
        // The name of a property is no value.
        if (parent?.kind !== Kind.PropertyAssignment || childrenOf(parent)[0] !== node) {
          replace(node, own.length > 2 ? "''" : "'mutant'");
        }
        break;
      case Kind.RegularExpressionLiteral:
        replace(node, '/(?:)/', '/(?!)/');
        break;
      case Kind.ArrayLiteralExpression:
        if (children.length > 0) replace(node, '[]');
        break;
      case Kind.ObjectLiteralExpression:
        if (children.length > 0) replace(node, '({})');
        break;
      case Kind.Block:
        if (children.length > 0) replace(node, '{}');
        break;
      case Kind.ExpressionStatement:
        if (children[0]?.kind === Kind.CallExpression) replace(node, ';');
        break;
      case Kind.PrefixUnaryExpression:
        if (own.startsWith('!')) replace(node, own.slice(1));
        break;
      case Kind.QuestionDotToken:
        replace(node, '.');
        break;
    }
    for (const child of children) visit(child, node);
  };
  visit(file, undefined);
  return mutants;
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  node.forEachChild(child => {
    children.push(child);
    return undefined;
  });
  return children;
}

/** What a branch or a loop depends on. */
function conditionIn({ kind }: Node, [first, second]: readonly Node[]): Node | undefined {
  if (kind === Kind.IfStatement || kind === Kind.WhileStatement || kind === Kind.ConditionalExpression)
    return first;
  return kind === Kind.ForStatement ? second : undefined;
}
