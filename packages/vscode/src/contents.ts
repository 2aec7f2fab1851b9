/** Contents: the files of the extension that are made from the language, by their path inside of it. */
import manifest from '../package.json'
import snippets from '../snippets.json'
import { languageConfiguration } from './language-configuration'
import { textMateGrammar } from './text-mate'

/** The manifest as the editor wants it: without what only this workspace needs. */
const extensionManifest = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(manifest).filter(([key]) => !['private', 'type', 'devDependencies'].includes(key)))

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const xml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The package's own manifest, which installers and the marketplace read. */
const vsixManifest = (): string => `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(manifest.name)}" Version="${xml(manifest.version)}" Publisher="${xml(manifest.publisher)}" />
    <DisplayName>${xml(manifest.displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(manifest.description)}</Description>
    <Tags>${xml([...manifest.keywords, ...manifest.contributes.languages.flatMap((one) => [one.id, `__ext_${one.extensions.join('').slice(1)}`])].join(','))}</Tags>
    <Categories>${xml(manifest.categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${xml(manifest.engines.vscode)}" />
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace" />
    </Properties>
    <License>extension/LICENSE.txt</License>
    <Icon>extension/${xml(manifest.icon)}</Icon>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Icons.Default" Path="extension/${xml(manifest.icon)}" Addressable="true" />
  </Assets>
</PackageManifest>
`

const TYPES: Readonly<Record<string, string>> = {
  vsixmanifest: 'text/xml',
  json: 'application/json',
  cjs: 'application/javascript',
  md: 'text/markdown',
  txt: 'text/plain',
  png: 'image/png',
}

const contentTypes = (): string => `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${Object.entries(TYPES)
  .map(([ending, type]) => `  <Default Extension=".${ending}" ContentType="${type}" />`)
  .join('\n')}
</Types>
`

/** Path inside the package to text. */
export const generatedFiles = (): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': contentTypes(),
  'extension.vsixmanifest': vsixManifest(),
  'extension/package.json': json(extensionManifest()),
  'extension/language-configuration.json': json(languageConfiguration),
  'extension/syntaxes/lockstep-policy.tmLanguage.json': json(textMateGrammar()),
  'extension/snippets/lockstep-policy.json': json(snippets),
})

/** `lockstep-policy-0.1.0.vsix` */
export const packageName = `${manifest.name}-${manifest.version}.vsix`
