// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/sbom/document_rule.h"
#include "rules/sbom/family.h"
#include "rules/sbom/placed_messages.h"
#include "rules/sbom/project_identity.h"

namespace headwater::sbom {
namespace {

constexpr std::string_view FolderOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

/// Judges one document after the other.
class RootCheck {
 public:
  explicit RootCheck(const RuleContext& context) : context_(context) {
    for (const FileEntry& file : context.view.Files()) {
      const std::string& path = file.path.bytes();
      if (IsFile(file.mode) && StatesIdentity(path)) stating_[FolderOf(path)].push_back(&file);
    }
  }

  Status Judge(const FoundDocument& found, const Bom& bom, DocumentFindings& answer) const {
    if (bom.primary.empty()) {
      answer.is_judged = true;
      answer.findings.push_back(
          FindingAt(found, found.document().root, {"no-primary", {{"path", found.name}}}));
      return Ok{};
    }
    const auto stated = TRY(IdentitiesFor(found, answer));
    const BomComponent& primary = bom.components[bom.primary.front()];
    JudgeName(found, primary, stated, answer);
    const Identities tagged = TagsFor(found);
    if (tagged.empty()) {
      JudgeVersion(found, primary, stated, "other-version", answer);
    } else {
      JudgeVersion(found, primary, tagged, "other-tag", answer);
    }
    JudgeRepository(found, bom, stated, answer);
    return Ok{};
  }

 private:
  using Identities = std::vector<StatedIdentity>;

  /// Of the folder nearest above the document: a part of a repository has a parts list of its own.
  Result<Identities> IdentitiesFor(const FoundDocument& found, DocumentFindings& answer) const {
    std::string_view folder =
        found.file == nullptr ? std::string_view() : FolderOf(found.name.bytes());
    while (!folder.empty() && !stating_.contains(folder)) folder = FolderOf(folder);
    Identities stated;
    const auto files = stating_.find(folder);
    if (files == stating_.end()) return stated;
    for (const FileEntry* file : files->second) {
      const BlobAnswer blob = TRY(context_.view.Read(*file));
      if (blob.state != BlobState::kPresent) {
        answer.unchecked.push_back({.path = file->path, .why = *WhyNotRead(*file, blob)});
        continue;
      }
      auto identity = ReadIdentity(file->path.bytes(), blob.bytes);
      if (identity.ok()) {
        stated.push_back(std::move(identity).value());
      } else {
        answer.unchecked.push_back(
            {.path = file->path,
             .why = {"unreadable",
                     {{"path", file->path}, {"problem", Untrusted(identity.error().message)}}}});
      }
    }
    return stated;
  }

  void JudgeName(const FoundDocument& found, const BomComponent& primary, const Identities& stated,
                 DocumentFindings& answer) const {
    const auto first = std::find_if(stated.begin(), stated.end(),
                                    [](const auto& one) { return !one.name.empty(); });
    if (first == stated.end() || primary.name.text.empty()) return;
    answer.is_judged = true;
    // Generators take the folder's name where nothing else is stated.
    const bool is_known =
        SameName(primary.name.text, context_.change.repository.bytes()) ||
        std::any_of(stated.begin(), stated.end(), [&primary](const StatedIdentity& one) {
          return (!one.name.empty() && SameName(primary.name.text, one.name)) ||
                 (!one.repository.empty() && SameName(one.repository, primary.name.text));
        });
    if (is_known) return;
    Add(found, primary.name, {"other-name", Arguments(found, primary.name, first->name, *first)},
        answer);
  }

  /// A release is what its tag says, whatever the manifests say; a tag speaks for the root only.
  Identities TagsFor(const FoundDocument& found) const {
    Identities tagged;
    const bool is_root = found.name.bytes().find('/') == std::string::npos;
    for (const Untrusted& tag : context_.change.tags) {
      const std::string_view version = VersionOfTag(tag.bytes());
      if (!is_root || version.empty()) continue;
      tagged.push_back(
          {.file = tag.bytes(), .name = {}, .version = std::string(version), .repository = {}});
    }
    return tagged;
  }

  void JudgeVersion(const FoundDocument& found, const BomComponent& primary,
                    const Identities& stated, const char* key, DocumentFindings& answer) const {
    const auto first = std::find_if(stated.begin(), stated.end(),
                                    [](const auto& one) { return !one.version.empty(); });
    if (first == stated.end()) return;
    answer.is_judged = true;
    if (primary.version.text.empty()) {
      Finding finding = FindingAt(found, primary.node,
                                  {"no-version",
                                   {{"path", found.name},
                                    {"file", Untrusted(first->file)},
                                    {"expected", Untrusted(first->version)}}});
      answer.findings.push_back(std::move(finding));
      return;
    }
    const bool is_known = std::any_of(stated.begin(), stated.end(), [&primary](const auto& one) {
      return !one.version.empty() && SameVersion(primary.version.text, one.version);
    });
    if (is_known) return;
    Add(found, primary.version, {key, Arguments(found, primary.version, first->version, *first)},
        answer);
  }

  void JudgeRepository(const FoundDocument& found, const Bom& bom, const Identities& stated,
                       DocumentFindings& answer) const {
    const auto first = std::find_if(stated.begin(), stated.end(),
                                    [](const auto& one) { return !one.repository.empty(); });
    if (first == stated.end()) return;
    const BomReference* other = nullptr;
    for (const BomReference& reference : bom.references.Of(bom.primary.front())) {
      if (reference.kind != BomReference::Kind::kVcs || reference.url.text.empty()) continue;
      answer.is_judged = true;
      if (SameRepository(reference.url.text, first->repository)) return;
      if (other == nullptr) other = &reference;
    }
    if (other == nullptr) return;
    Add(found, other->url,
        {"other-repository", Arguments(found, other->url, first->repository, *first)}, answer);
  }

  static std::vector<std::pair<std::string, Untrusted>> Arguments(const FoundDocument& found,
                                                                  const BomText& text,
                                                                  const std::string& expected,
                                                                  const StatedIdentity& stated) {
    return {{"path", found.name},
            {"found", Untrusted(std::string(text.text))},
            {"file", Untrusted(stated.file)},
            {"expected", Untrusted(expected)}};
  }

  static void Add(const FoundDocument& found, const BomText& text, Message message,
                  DocumentFindings& answer) {
    answer.findings.push_back(FindingAt(found, text.node, std::move(message)));
  }

  const RuleContext& context_;
  std::map<std::string_view, std::vector<const FileEntry*>> stating_;  ///< By folder.
};

Result<RuleAnswer> Check(const RuleContext& context) {
  const RootCheck check(context);
  return JudgeDocuments(
      context,
      [&check](const FoundDocument& found, const Bom* bom, DocumentFindings& answer) -> Status {
        if (bom == nullptr || !found.of_head) return Ok{};
        return check.Judge(found, *bom, answer);
      });
}

constexpr OptionInfo kOptions[] = {kIgnoreOption, kPipelineOption};

constexpr std::array kOwnMessages = {
    MessageText{"no-primary",
                {.en = "{path} does not say which software it describes.",
                 .de = "{path} sagt nicht, welche Software beschrieben wird."}},
    MessageText{"other-name",
                {.en = "{path} describes {found}; {file} calls the project {expected}.",
                 .de = "{path} beschreibt {found}; laut {file} heißt das Projekt {expected}."}},
    MessageText{"no-version",
                {.en = "{path} does not say which version it describes; {file} says {expected}.",
                 .de = "{path} sagt nicht, welche Version beschrieben wird; laut {file} ist es "
                       "{expected}."}},
    MessageText{"other-version",
                {.en = "{path} describes version {found}; {file} says {expected}.",
                 .de = "{path} beschreibt die Version {found}; laut {file} ist es {expected}."}},
    MessageText{"other-tag",
                {.en = "{path} describes version {found}; the tag {file} of this commit says "
                       "{expected}.",
                 .de = "{path} beschreibt die Version {found}; laut Tag {file} dieses Commits ist "
                       "es {expected}."}},
    MessageText{"other-repository",
                {.en = "{path} names the repository {found}; {file} says {expected}.",
                 .de = "{path} nennt das Repository {found}; laut {file} ist es {expected}."}},
};

constexpr auto kMessages = JoinedMessages(kPlaceMessages, kDocumentRuleMessages, kOwnMessages);

constexpr Source kSources[] = {
    {"BSI TR-03183-2 v2.1.0, section 5.2.2 (a new SBOM for each version)",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2_v2_1_0.pdf"},
    {"CycloneDX specification 1.6, metadata.component",
     "https://cyclonedx.org/docs/1.6/json/#metadata_component"},
    {"publiccode.yml, softwareVersion", "https://yml.publiccode.tools/schema.core.html"},
};

}  // namespace

constinit const RuleEntry kRoot = {
    {.id = "sbom/root",
     .subject = Subject::kProject,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "Parts list (SBOM) describes other software",
               .de = "Stückliste (SBOM) beschreibt andere Software"},
     .why = {.en = "Whoever looks for a version finds the parts of exactly this version.",
             .de = "Wer eine Version sucht, findet die Bestandteile genau dieser Version."},
     .fix = {.en = "Generate the file anew for this version, with the command given, or correct "
                   "the file that states another name or version.",
             .de = "Datei für diese Version mit dem genannten Befehl neu erzeugen, oder die Datei "
                   "berichtigen, die einen anderen Namen oder eine andere Version nennt."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = kDocumentFacts},
    Check};

}  // namespace headwater::sbom
