/** A rule about the text of our files: what must not stand there, why, and what to write instead. */
export interface TextRule {
  readonly name: string;
  /** Which files it looks at, by path from the repository's root. */
  readonly files: RegExp;
  readonly forbidden: RegExp;
  /** Lines that are comments only are passed over. */
  readonly codeOnly: boolean;
  readonly teaches: string;
  /** Files that may, each with the reason; a file that no longer needs its exception is told, too. */
  readonly except: Readonly<Record<string, string>>;
}

const CODE = /\.(tsx?|mjs|cjs)$/;
const TYPESCRIPT = /\.tsx?$/;
/** TypeScript that is not a test: tests may look at an amount in any way they like. */
const PRODUCTION = /^(?!.*(\.spec\.ts$|\/testing\/)).*\.tsx?$/;
const EVERYTHING = /./;
/** Specs of the rules themselves have to name what is forbidden. */
const SELF = {
  'test/architecture/text-rules.ts': 'holds the patterns',
  'test/architecture.spec.ts': 'proves the patterns',
};

export const TEXT_RULES: readonly TextRule[] = [
  {
    name: 'time is an input',
    files: CODE,
    forbidden: /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b/,
    codeOnly: true,
    teaches:
      'Take a Clock (or a day) as an argument and ask it: `clock.now()`. Otherwise no test and no sandbox can move the time. To measure how long something takes, use performance.now().',
    except: { 'libs/domain/src/clock.ts': 'the system clock itself', ...SELF },
  },
  {
    name: 'no any',
    files: TYPESCRIPT,
    forbidden: /[:<|(,&]\s*any\b(?!\s*\w)|\bas any\b|\bany\[\]/,
    codeOnly: true,
    teaches:
      'Write `unknown` and look before you use it (kit/decode.ts shows how), or name the shape that you read.',
    except: SELF,
  },
  {
    name: 'no binary float near money',
    files: PRODUCTION,
    forbidden: /\bparseFloat\b|\.toFixed\(|\bNumber\([^)]*([mM]inor|[aA]mount|outstanding|principal)\b/,
    codeOnly: true,
    teaches:
      'Read amounts with parseMoney and write them with formatDecimal; count in minor units as bigint. A double loses øre. For figures that are not money use Intl.NumberFormat or Math.round.',
    except: {
      'apps/sandbox/src/tripletex/fill.ts': 'makes an amount with a surplus digit, wrong on purpose',
      'apps/sandbox/src/fortnox/fill.ts': 'makes an amount with a surplus digit, wrong on purpose',
      'apps/sandbox/src/poweroffice-go/fill.ts': 'makes an amount with a surplus digit, wrong on purpose',
      'bench/road/report.ts': 'writes seconds, megabytes and shares',
      ...SELF,
    },
  },
  {
    name: 'no test is left out',
    files: /\.spec\.ts$/,
    forbidden: /\b(it|test|describe)(\.\w+)*\.(skip|only|todo|failing)\b|\b[xf](it|test|describe)\(/,
    codeOnly: true,
    teaches: 'Mend the test or remove it with the behaviour. One that is skipped says "green" about nothing.',
    except: SELF,
  },
  {
    name: 'no registry host',
    files: EVERYTHING,
    forbidden: /https?:\/\/[\w.-]*(registry|npmjs|npmmirror|jfrog|artifactory|nexus)[\w.-]*/i,
    codeOnly: false,
    teaches:
      "Packages come from whatever registry the reader's npm is set to. In package-lock.json: `npm install` with omit-lockfile-registry-resolved=true (.npmrc has it).",
    except: SELF,
  },
  {
    name: 'no path of one machine',
    files: EVERYTHING,
    forbidden: /(^|["'`\s(=])(\/(work|home|Users|root)\/\w|[A-Z]:\\\w|\/tmp\/)/,
    codeOnly: true,
    teaches: 'Build paths from import.meta.dirname, the working folder, os.tmpdir() or a setting.',
    except: SELF,
  },
  {
    name: 'no reference outside of the repository',
    files: EVERYTHING,
    forbidden: /STYLE-ANCHORS|\bDESIGN\.md|COLLECTION-RULES|REFERENCE\.md|\/work\/shared/,
    codeOnly: false,
    teaches:
      'The reader does not have that file. Say here what is needed from it, in own words, and name the public source.',
    except: SELF,
  },
  {
    name: 'the environment is read in one place',
    // Specs start programs of ours and hand their own environment on.
    files: /^(apps|libs)\/(?!.*\.spec\.ts$).*\.tsx?$/,
    forbidden: /\bprocess\.env\b/,
    codeOnly: true,
    teaches:
      'Add the variable to apps/hub/src/config/environment.ts with unit, default and example, and inject Environment. Elsewhere: take the value as an argument.',
    except: {
      'apps/hub/src/main.ts': 'hands the environment to readEnvironment',
      'apps/sandbox/src/main.ts': 'a program of its own with few settings',
      'libs/connectors/src/conformance/report.ts':
        'asks the developer at the desk whether to print the table',
    },
  },
  {
    name: 'the sandbox is replayable',
    files: /^apps\/sandbox\//,
    forbidden: /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/,
    codeOnly: true,
    teaches: 'Draw from demo/random.ts with the seed: a failure that was found once must be found again.',
    except: {},
  },
];

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const TEXT_SHOWN_MAX = 120;

/** Lines that break the rule, exceptions apart. */
export function breaches(rule: TextRule, files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => rule.files.test(path) && !Object.hasOwn(rule.except, path))
    .flatMap((file) => matches(rule, file));
}

/** Exceptions that nothing needs any more, or whose file is gone. */
export function idleExceptions(rule: TextRule, files: readonly SourceFile[]): string[] {
  return Object.keys(rule.except).filter((path) => {
    if (Object.hasOwn(SELF, path)) return false;
    const file = files.find((candidate) => candidate.path === path);
    return !file || matches(rule, file).length === 0;
  });
}

function matches({ forbidden, codeOnly }: TextRule, { path, text }: SourceFile): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const trimmed = line.trim();
    if (codeOnly && /^(\/\/|\/\*|\*)/.test(trimmed)) return [];
    return forbidden.test(trimmed) ? [{ path, line: index + 1, text: trimmed.slice(0, TEXT_SHOWN_MAX) }] : [];
  });
}
