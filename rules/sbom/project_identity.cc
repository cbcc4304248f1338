// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/project_identity.h"

#include <algorithm>
#include <array>
#include <optional>

#include "headwater/data.h"
#include "headwater/publiccode.h"
#include "rules/common/manifest_steps.h"

namespace headwater::sbom {
namespace {

std::string TextOf(const DataNode& map, std::string_view key) {
  const DataNode* node = map.kind == DataNode::Kind::kMap ? map.Find(key) : nullptr;
  return node != nullptr && node->kind == DataNode::Kind::kString ? node->scalar : "";
}

std::string TextOf(const XmlNode& element, std::string_view name) {
  const XmlNode* child = element.Child(name);
  return child == nullptr ? "" : std::string(Trim(child->text));
}

/// Versions that stand for "the build knows": `${revision}`, `0.0.0-development`.
std::string RealVersion(const std::string& version) {
  const bool is_placeholder =
      version.find('$') != std::string::npos || version.starts_with("0.0.0");
  return is_placeholder ? "" : version;
}

Result<StatedIdentity> ReadJson(std::string_view content) {
  const DataNode root = TRY(ParseJson(content, kJsonLimits));
  StatedIdentity identity;
  identity.name = TextOf(root, "name");
  identity.version = RealVersion(TextOf(root, "version"));
  return identity;
}

Result<StatedIdentity> ReadTomlTable(std::string_view content, std::string_view table) {
  const DataNode root = TRY(ParseToml(content, kTomlLimits));
  const DataNode* package = TRY(MapOrEmpty(root, table));
  StatedIdentity identity;
  identity.name = TextOf(*package, "name");
  identity.version = RealVersion(TextOf(*package, "version"));
  return identity;
}

Result<StatedIdentity> ReadCargo(std::string_view content) {
  return ReadTomlTable(content, "package");
}

Result<StatedIdentity> ReadPyproject(std::string_view content) {
  return ReadTomlTable(content, "project");
}

Result<StatedIdentity> ReadPom(std::string_view content) {
  const XmlNode root = TRY(ParseXml(content, kXmlLimits));
  StatedIdentity identity;
  identity.name = TextOf(root, "artifactId");
  std::string version = TextOf(root, "version");
  const XmlNode* parent = root.Child("parent");
  if (version.empty() && parent != nullptr) version = TextOf(*parent, "version");
  identity.version = RealVersion(version);
  return identity;
}

/// https://go.dev/ref/mod#go-mod-file: versions are tags.
Result<StatedIdentity> ReadGoMod(std::string_view content) {
  StatedIdentity identity;
  TRY(CheckLines(content));
  Lines lines(content);
  while (lines.Next()) {
    const std::string_view line = Trim(lines.line());
    if (FirstWord(line) != "module") continue;
    identity.name = FirstWord(Trim(line.substr(std::string_view("module").size())));
    break;
  }
  return identity;
}

Result<StatedIdentity> ReadPubliccodeFile(std::string_view content) {
  const Publiccode publiccode = TRY(ReadPubliccode(content));
  StatedIdentity identity;
  if (publiccode.name) identity.name = publiccode.name->bytes();
  if (publiccode.software_version) identity.version = publiccode.software_version->bytes();
  if (publiccode.url) identity.repository = publiccode.url->bytes();
  return identity;
}

struct Reader {
  std::string_view file;
  Result<StatedIdentity> (*read)(std::string_view content);
};

constexpr std::array kReaders = {
    Reader{"package.json", ReadJson},
    Reader{"composer.json", ReadJson},
    Reader{"Cargo.toml", ReadCargo},
    Reader{"pyproject.toml", ReadPyproject},
    Reader{"pom.xml", ReadPom},
    Reader{"go.mod", ReadGoMod},
    Reader{"publiccode.yml", ReadPubliccodeFile},
};

const Reader* FindReader(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const auto* found = std::find_if(kReaders.begin(), kReaders.end(),
                                   [name](const Reader& reader) { return reader.file == name; });
  return found == kReaders.end() ? nullptr : found;
}

/// Letters and digits, small.
std::string Plain(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
    const bool is_sign = c == '-' || c == '_' || c == '.' || c == ' ' || c == '/' || c == ':';
    if ((c < 'A' || c > 'Z') && !is_sign) plain += c;
  }
  return plain;
}

std::string_view WithoutV(std::string_view version) {
  return version.starts_with('v') ? version.substr(1) : version;
}

std::string Address(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  const size_t user = url.substr(0, url.find('/')).find('@');
  if (user != std::string_view::npos) url.remove_prefix(user + 1);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  if (url.ends_with(".git")) url.remove_suffix(4);
  // `git@host:group/project`.
  std::string address(url);
  std::replace(address.begin(), address.end(), ':', '/');
  std::transform(address.begin(), address.end(), address.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return address;
}

}  // namespace

bool StatesIdentity(std::string_view path) { return FindReader(path) != nullptr; }

Result<StatedIdentity> ReadIdentity(std::string_view path, std::string_view content) {
  const Reader* reader = FindReader(path);
  if (reader == nullptr) return StatedIdentity();
  StatedIdentity identity = TRY(reader->read(content));
  identity.file = path;
  return identity;
}

bool SameName(std::string_view a, std::string_view b) {
  const std::string plain_a = Plain(a);
  const std::string plain_b = Plain(b);
  return plain_a.find(plain_b) != std::string::npos || plain_b.find(plain_a) != std::string::npos;
}

std::string_view VersionOfTag(std::string_view tag) {
  if (tag.starts_with('v')) tag.remove_prefix(1);
  constexpr std::string_view kDigits = "0123456789";
  const size_t major = std::min(tag.find_first_not_of(kDigits), tag.size());
  const std::string_view rest = tag.substr(major);
  const bool is_version = major > 0 && rest.size() > 1 && rest[0] == '.' &&
                          kDigits.find(rest[1]) != std::string_view::npos;
  return is_version && tag.find('/') == std::string_view::npos ? tag : std::string_view();
}

bool SameVersion(std::string_view a, std::string_view b) { return WithoutV(a) == WithoutV(b); }

bool SameRepository(std::string_view a, std::string_view b) { return Address(a) == Address(b); }

}  // namespace headwater::sbom
