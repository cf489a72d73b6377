import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/');

/** What one declaration mentions: codes of problems, and other declarations of this project. */
interface Mentions {
  codes: Set<string>;
  next: Set<ts.Declaration>;
}

/**
 * Returns the codes of all problems that the code of each handler can reach. Handlers are named as operations in the OpenAPI
 * document (`BookingsController_create`). The code reaches every function, method or table of `src` that it mentions, and
 * everything that these mention. This is more than a handler can throw, because branches that it never takes and errors that are
 * caught also count. Problems of guards and pipes do not count, except `forbidden` under `@Roles`.
 */
export function reachableProblems(): Map<string, Set<string>> {
  const program = load();
  const sources = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${ROOT}src/`));
  const classes = sources.flatMap((source) => source.statements.filter(ts.isClassDeclaration));
  const reader = new Reader(program.getTypeChecker(), classes);
  const controllers = classes.filter((found) => decoratorsOf(found).includes('Controller'));
  return new Map(controllers.flatMap((controller) => handlersOf(controller).map(codesOf)));

  function codesOf(handler: ts.MethodDeclaration): [string, Set<string>] {
    const controller = handler.parent as ts.ClassDeclaration;
    const codes = reader.codesFrom(handler);
    if ([handler, controller].some((node) => decoratorsOf(node).includes('Roles'))) codes.add('forbidden');
    return [`${controller.name!.text}_${handler.name.getText()}`, codes];
  }
}

const handlersOf = ({ members }: ts.ClassDeclaration): ts.MethodDeclaration[] =>
  members.filter(ts.isMethodDeclaration).filter((method) => decoratorsOf(method).length > 0);

function load(): ts.Program {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(`${ROOT}tsconfig.json`));
  return ts.createProgram([`${ROOT}src/app.module.ts`], options);
}

const decoratorsOf = (node: ts.HasDecorators): string[] =>
  (ts.getDecorators(node) ?? []).map(({ expression }) =>
    ts.isCallExpression(expression) ? expression.expression.getText() : expression.getText(),
  );

class Reader {
  private readonly read = new Map<ts.Declaration, Mentions>();
  /** The methods of subclasses that override a method. */
  private readonly overriding = new Map<ts.Declaration, ts.Declaration[]>();

  constructor(
    private readonly checker: ts.TypeChecker,
    classes: ts.ClassDeclaration[],
  ) {
    classes.forEach((found) => this.noteOverriding(found));
  }

  codesFrom(start: ts.Declaration): Set<string> {
    const seen = new Set([start]);
    const codes = new Set<string>();
    for (const declaration of seen) {
      const mentions = this.mentionsOf(declaration);
      mentions.codes.forEach((code) => codes.add(code));
      mentions.next.forEach((next) => seen.add(next));
    }
    return codes;
  }

  private noteOverriding({ heritageClauses = ts.factory.createNodeArray(), members }: ts.ClassDeclaration): void {
    for (const base of heritageClauses.flatMap(({ types }) => [...types])) {
      const type = this.checker.getTypeAtLocation(base);
      for (const member of members.filter((found) => ts.isMethodDeclaration(found)))
        for (const above of type.getProperty(member.name.getText())?.declarations ?? [])
          this.overriding.set(above, [...(this.overriding.get(above) ?? []), member]);
    }
  }

  private mentionsOf(declaration: ts.Declaration): Mentions {
    const known = this.read.get(declaration);
    if (known) return known;
    const next = [...(this.overriding.get(declaration) ?? []), ...constructorOf(declaration)];
    const mentions: Mentions = { codes: new Set(), next: new Set(next) };
    this.read.set(declaration, mentions);
    const code = codeDeclaredBy(declaration);
    if (code) mentions.codes.add(code);
    else this.visit(bodyOf(declaration), mentions.next);
    return mentions;
  }

  private visit(node: ts.Node | undefined, next: Set<ts.Declaration>): void {
    if (!node || ts.isTypeNode(node)) return;
    if (ts.isIdentifier(node)) this.declarationsOf(node).forEach((declaration) => next.add(declaration));
    ts.forEachChild(node, (child) => this.visit(child, next));
  }

  private declarationsOf(node: ts.Identifier): ts.Declaration[] {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.checker.getSymbolAtLocation(node);
    const meant = symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return (meant?.declarations ?? []).filter((found) => found.getSourceFile().fileName.startsWith(`${ROOT}src/`));
  }
}

/** Returns the constructor of the method's class, which may have created what the method uses. */
const constructorOf = ({ parent }: ts.Declaration): ts.Declaration[] =>
  ts.isClassDeclaration(parent) ? parent.members.filter(ts.isConstructorDeclaration) : [];

/** Returns the code that runs when a declaration is used. A class has none, because its methods are mentioned separately. */
function bodyOf(declaration: ts.Declaration): ts.Node | undefined {
  if (ts.isFunctionLike(declaration)) return (declaration as ts.FunctionLikeDeclaration).body;
  return ts.hasOnlyExpressionInitializer(declaration) ? (declaration as ts.VariableDeclaration).initializer : undefined;
}

/** Returns the code of a declaration: `slot-taken` for `const slotTaken = defineProblem('slot-taken', …)`. */
function codeDeclaredBy(declaration: ts.Declaration): string | undefined {
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const { initializer: call } = declaration;
  if (!ts.isCallExpression(call) || call.expression.getText() !== 'defineProblem') return undefined;
  const [code] = call.arguments;
  return code && ts.isStringLiteral(code) ? code.text : undefined;
}
