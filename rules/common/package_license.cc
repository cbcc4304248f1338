// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/package_license.h"

#include <algorithm>
#include <array>
#include <utility>

#include "headwater/data.h"
#include "rules/common/manifest_steps.h"

namespace headwater {
namespace {

using Kind = DataNode::Kind;
using Licenses = std::vector<PackageLicense>;

/// Adds a text unless it says that the licence stands elsewhere or that there is none.
void Add(std::string_view text, uint32_t line, Licenses& licenses) {
  text = Trim(text);
  if (text.empty() || text.find("${") != std::string_view::npos) return;
  if (text == "UNLICENSED" || text == "proprietary" || text.starts_with("SEE LICENSE")) return;
  licenses.push_back({std::string(text), line});
}

/// A text, an object with a text under `key`, or a list of these.
void AddNode(const DataNode* node, std::string_view key, Licenses& licenses) {
  if (node == nullptr) return;
  if (node->kind == Kind::kString) Add(node->scalar, node->line, licenses);
  const auto add_object = [&](const DataNode& object) {
    const DataNode* text = object.Find(key);
    if (text != nullptr && text->kind == Kind::kString) Add(text->scalar, text->line, licenses);
  };
  if (node->kind == Kind::kMap) add_object(*node);
  for (const DataNode& item : node->items) {
    if (item.kind == Kind::kString) Add(item.scalar, item.line, licenses);
    if (item.kind == Kind::kMap) add_object(item);
  }
}

/// package.json: https://docs.npmjs.com/cli/configuring-npm/package-json#license, with the older
/// `licenses`; composer.json: https://getcomposer.org/doc/04-schema.md#license; vcpkg.json.
Result<Licenses> ReadJson(std::string_view content) {
  const DataNode root = TRY(ParseJson(content, kJsonLimits));
  TRY(RequireMap(root));
  Licenses licenses;
  AddNode(root.Find("license"), "type", licenses);
  AddNode(root.Find("licenses"), "type", licenses);
  return licenses;
}

/// https://doc.rust-lang.org/cargo/reference/manifest.html#the-license-and-license-file-fields
Result<Licenses> ReadCargo(std::string_view content) {
  const DataNode root = TRY(ParseToml(content, kTomlLimits));
  Licenses licenses;
  const DataNode* package = TRY(MapOrEmpty(root, "package"));
  AddNode(package->Find("license"), {}, licenses);
  const DataNode* workspace = TRY(MapOrEmpty(root, "workspace"));
  const DataNode* shared = TRY(MapOrEmpty(*workspace, "package"));
  AddNode(shared->Find("license"), {}, licenses);
  return licenses;
}

/// PEP 639 (a text) and PEP 621 (a table): https://peps.python.org/pep-0639/; Poetry's own table.
Result<Licenses> ReadPyprojectLicense(std::string_view content) {
  const DataNode root = TRY(ParseToml(content, kTomlLimits));
  Licenses licenses;
  const DataNode* project = TRY(MapOrEmpty(root, "project"));
  AddNode(project->Find("license"), "text", licenses);
  const DataNode* tool = TRY(MapOrEmpty(root, "tool"));
  const DataNode* poetry = TRY(MapOrEmpty(*tool, "poetry"));
  AddNode(poetry->Find("license"), "text", licenses);
  return licenses;
}

/// https://setuptools.pypa.io/en/latest/userguide/declarative_config.html#metadata
Result<Licenses> ReadSetupCfg(std::string_view content) {
  TRY(CheckLines(content));
  Licenses licenses;
  bool in_metadata = false;
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = lines.line();
    if (line.starts_with('[')) in_metadata = line == "[metadata]";
    if (!in_metadata) continue;
    const size_t equals = line.find_first_of("=:");
    if (equals == std::string_view::npos) continue;
    const std::string_view key = Trim(line.substr(0, equals));
    if (key == "license" || key == "license_expression") {
      Add(line.substr(equals + 1), lines.number(), licenses);
    }
  }
  return licenses;
}

/// https://maven.apache.org/pom.html#Licenses
Result<Licenses> ReadPomLicenses(std::string_view content) {
  const XmlNode root = TRY(ParseXml(content, kXmlLimits));
  Licenses licenses;
  const XmlNode* list = root.Child("licenses");
  if (list == nullptr) return licenses;
  for (const XmlNode& license : list->children) {
    const XmlNode* name = license.Child("name");
    if (name != nullptr) Add(name->text, name->line, licenses);
  }
  return licenses;
}

/// https://learn.microsoft.com/en-us/nuget/reference/msbuild-targets#packing-a-license-expression-or-a-license-file
Result<Licenses> ReadMsbuild(std::string_view content) {
  const XmlNode root = TRY(ParseXml(content, kXmlLimits));
  Licenses licenses;
  for (const XmlNode& group : root.children) {
    const XmlNode* license = group.Child("PackageLicenseExpression");
    if (license != nullptr) Add(license->text, license->line, licenses);
  }
  return licenses;
}

/// Every quoted text of the line. Ruby's `%w[a b]` is read as well.
void AddQuoted(std::string_view text, uint32_t line, Licenses& licenses) {
  constexpr std::string_view kWords = "%w";
  text = Trim(text);
  if (text.starts_with(kWords) && text.size() > kWords.size() + 1) {
    std::string_view words = text.substr(kWords.size() + 1);
    words = words.substr(0, words.find_first_of("])}>"));
    for (std::string_view word = FirstWord(words); !word.empty(); word = FirstWord(words)) {
      Add(word, line, licenses);
      words = Trim(words.substr(word.size()));
    }
    return;
  }
  for (size_t open = text.find_first_of("'\"#"); open != std::string_view::npos;) {
    if (text[open] == '#') return;
    const size_t close = text.find(text[open], open + 1);
    if (close == std::string_view::npos) return;
    Add(text.substr(open + 1, close - open - 1), line, licenses);
    open = text.find_first_of("'\"#", close + 1);
  }
}

/// `spec.license = "MIT"`, `s.licenses = ["MIT", "Ruby"]`: the statement of one line, as everybody
/// writes it. https://guides.rubygems.org/specification-reference/#license=
Result<Licenses> ReadGemspecLicenses(std::string_view content) {
  TRY(CheckLines(content));
  Licenses licenses;
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = Trim(lines.line());
    const size_t equals = line.find('=');
    if (equals == std::string_view::npos || line.starts_with('#')) continue;
    const std::string_view target = Trim(line.substr(0, equals));
    if (target.ends_with(".license") || target.ends_with(".licenses")) {
      AddQuoted(line.substr(equals + 1), lines.number(), licenses);
    }
  }
  return licenses;
}

struct Reader {
  std::string_view name;  ///< Of the file; with a leading dot: what its name ends with.
  Result<Licenses> (*read)(std::string_view content);
};

constexpr std::array<Reader, 12> kReaders = {{
    {"package.json", ReadJson},
    {"composer.json", ReadJson},
    {"vcpkg.json", ReadJson},
    {"Cargo.toml", ReadCargo},
    {"pyproject.toml", ReadPyprojectLicense},
    {"setup.cfg", ReadSetupCfg},
    {"pom.xml", ReadPomLicenses},
    {".gemspec", ReadGemspecLicenses},
    {".csproj", ReadMsbuild},
    {".fsproj", ReadMsbuild},
    {".vbproj", ReadMsbuild},
    {"Directory.Build.props", ReadMsbuild},
}};

const Reader* FindReader(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const auto* const reader =
      std::find_if(kReaders.begin(), kReaders.end(), [&](const Reader& candidate) {
        return candidate.name.starts_with('.') ? name.ends_with(candidate.name)
                                               : name == candidate.name;
      });
  return reader == kReaders.end() ? nullptr : reader;
}

}  // namespace

bool MayNamePackageLicense(std::string_view path) { return FindReader(path) != nullptr; }

Result<std::vector<PackageLicense>> ReadPackageLicenses(std::string_view path,
                                                        std::string_view content) {
  const Reader* reader = FindReader(path);
  if (reader == nullptr) return Licenses();
  return reader->read(content);
}

}  // namespace headwater
