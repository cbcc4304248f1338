// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <utility>

#include "headwater/data.h"
#include "headwater/publiccode_check.h"
#include "headwater/publiccode_file.h"
#include "headwater/rule.h"
#include "rules/common/publiccode_messages.h"
#include "rules/project/family.h"
#include "rules/project/publiccode_cross.h"

namespace headwater::project {
namespace {

using publiccode::kPubliccodeMessages;

// Gaps are told when asked for: a project without the file is in no catalogue, and that may be
// meant.
constexpr OptionInfo kRequired = {.name = "required",
                                  .type = OptionType::kBool,
                                  .stricter = Stricter::kHigher,
                                  .doc = "Whether a project without publiccode.yml is told so.",
                                  .default_value = "false"};
constexpr Literal kProfiles[] = {"opencode", "standard"};
constexpr OptionInfo kProfile = {
    .name = "profile",
    .type = OptionType::kChoice,
    .stricter = Stricter::kHigher,
    .doc =
        "By whose measure: what openCode's catalogue takes (the rest is a hint), or the letter "
        "of the standard.",
    .default_value = "opencode",
    .choices = kProfiles};
constexpr OptionInfo kWarnings = {
    .name = "warnings",
    .type = OptionType::kBool,
    .stricter = Stricter::kHigher,
    .doc = "Whether what is valid and deprecated, or not understood everywhere, is shown too.",
    .default_value = "true"};

std::string Evidence(const Message& message) {
  std::string evidence = message.key;
  for (const auto& [name, value] : message.args) evidence += "\n" + value.bytes();
  return evidence;
}

/// `publiccode.yaml`, `PublicCode.yml`: what somebody meant to be the file.
bool IsMisnamed(std::string_view path) {
  std::string name(path);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return path != kPubliccodeFile && (name == kPubliccodeFile || name == "publiccode.yaml");
}

class PubliccodeCheck {
 public:
  explicit PubliccodeCheck(const RuleContext& context)
      : context_(context), files_(context.view.Files()), answer_(context) {}

  Result<RuleAnswer> Run() && {
    const ChangedFile* changed = FindChange();
    const FileEntry* file = FindFile(files_, kPubliccodeFile);
    if (file == nullptr) {
      JudgeAbsence();
    } else if (!IsFile(file->mode)) {
      Add("no-file", Path(), {{"path", Path()}});
    } else {
      if (changed != nullptr) TRY(ReadBefore());
      TRY(JudgeFile(*file));
    }
    RuleAnswer answer = std::move(answer_).Finish({"no-publiccode", {}});
    const bool by_change = changed != nullptr && answer.verdict != Verdict::kNotApplicable;
    if (by_change) answer.subject = Subject::kChange;
    return answer;
  }

 private:
  static Untrusted Path() { return Untrusted(std::string(kPubliccodeFile)); }

  /// A whole project is no change.
  const ChangedFile* FindChange() const {
    if (context_.change.scope == ChangeScope::kAll) return nullptr;
    const auto& files = context_.change.files;
    const auto found = std::find_if(files.begin(), files.end(), [](const ChangedFile& file) {
      return file.path.bytes() == kPubliccodeFile;
    });
    return found == files.end() ? nullptr : &*found;
  }

  void JudgeAbsence() {
    const auto misnamed = std::find_if(files_.begin(), files_.end(), [](const FileEntry& file) {
      return IsFile(file.mode) && IsMisnamed(file.path.bytes());
    });
    if (misnamed != files_.end()) {
      Add("misnamed", misnamed->path, {{"path", misnamed->path}});
    } else if (context_.options.Bool(kRequired.name.view()) && !files_.empty()) {
      Add("no-file-at-all", Untrusted(), {});
    }
  }

  /// What could be said of the file before the change is not its author's doing.
  Status ReadBefore() {
    GitView* before = TRY(context_.before());
    const FileEntry* file = FindFile(before->Files(), kPubliccodeFile);
    if (file == nullptr || !IsFile(file->mode)) return Ok{};
    const BlobAnswer blob = TRY(before->Read(*file));
    if (blob.state != BlobState::kPresent) return Ok{};
    for (const PubliccodeProblem& problem : Judge(blob.bytes, *before).problems) {
      old_.insert(Evidence(problem.message));
    }
    return Ok{};
  }

  PubliccodeAnswer Judge(std::string_view text, GitView& view) const {
    const bool is_strict = context_.options.Choice(kProfile.name.view()) == "standard";
    return JudgePubliccode(
        text, {.profile = is_strict ? PubliccodeProfile::kStandard : PubliccodeProfile::kOpenCode,
               .as_of = context_.as_of,
               .has_file = [&view](std::string_view path) {
                 const FileEntry* file = FindFile(view.Files(), path);
                 return file != nullptr && IsFile(file->mode);
               }});
  }

  Status JudgeFile(const FileEntry& file) {
    const BlobAnswer blob = TRY(context_.view.Read(file));
    if (blob.state == BlobState::kTooLarge) {
      Add("file-too-large", Path(), {{"path", Path()}});
      return Ok{};
    }
    if (auto why = WhyNotRead(file, blob)) {
      answer_.AddUnchecked({.path = Path(), .why = *std::move(why)});
      return Ok{};
    }
    answer_.CountJudged();
    PubliccodeAnswer judged = Judge(blob.bytes, context_.view);
    for (PubliccodeProblem& problem : judged.problems) Add(std::move(problem));
    if (judged.more_errors > 0) {
      Add("more-errors", Path(), {{"count", Untrusted(std::to_string(judged.more_errors))}});
    }
    AddMismatches(blob.bytes);
    return Ok{};
  }

  void Add(PubliccodeProblem problem) {
    if (!problem.is_error && !context_.options.Bool(kWarnings.name.view())) return;
    Finding finding;
    finding.path = Path();
    finding.lines = {problem.line, problem.line};
    finding.evidence = Untrusted(Evidence(problem.message));
    finding.advisory = !problem.is_error || old_.count(finding.evidence.bytes()) > 0;
    if (problem.repair) {
      finding.fix = Fix{.kind = Fix::Kind::kReplace,
                        .path = Path(),
                        .lines = problem.repair->lines,
                        .text = Untrusted(std::move(problem.repair->text))};
    }
    finding.message = std::move(problem.message);
    answer_.Add(std::move(finding));
  }

  void AddMismatches(std::string_view text) {
    const Result<Publiccode> content = ReadPubliccode(text);
    const Result<DataNode> root = ParseYaml(text, kYamlLimits);
    if (!content.ok() || !root.ok()) return;
    for (Mismatch& mismatch : FindMismatches(content.value(), context_)) {
      if (!mismatch.is_error && !context_.options.Bool(kWarnings.name.view())) continue;
      Finding finding;
      finding.path = Path();
      const uint32_t line = LineOf(root.value(), mismatch.key);
      finding.lines = {line, line};
      finding.evidence = Untrusted(Evidence(mismatch.message));
      finding.advisory = !mismatch.is_error;
      finding.message = std::move(mismatch.message);
      answer_.Add(std::move(finding));
    }
  }

  /// 0: the key is not there.
  static uint32_t LineOf(const DataNode& root, std::string_view key) {
    const size_t dot = key.find('.');
    for (const DataMember& member : root.members) {
      if (member.first.scalar != key.substr(0, dot)) continue;
      return dot == std::string_view::npos ? member.first.line
                                           : LineOf(member.second, key.substr(dot + 1));
    }
    return 0;
  }

  void Add(const char* key, const Untrusted& path,
           std::vector<std::pair<std::string, Untrusted>> args) {
    Finding finding;
    finding.path = path;
    finding.message = {key, std::move(args)};
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  std::span<const FileEntry> files_;
  AnswerBuilder answer_;
  std::set<std::string> old_;
};

Result<RuleAnswer> Check(const RuleContext& context) {
  if (!context.Covers(Untrusted(std::string(kPubliccodeFile)))) {
    return AnswerBuilder(context).Finish({"no-publiccode", {}});
  }
  return PubliccodeCheck(context).Run();
}

constexpr std::array kRuleMessages = {
    MessageText{"no-publiccode",
                {.en = "There is no publiccode.yml to judge.",
                 .de = "Eine publiccode.yml zum Prüfen gibt es nicht."}},
    MessageText{"no-file-at-all",
                {.en = "There is no publiccode.yml in the root.",
                 .de = "Im Wurzelverzeichnis gibt es keine publiccode.yml."}},
    MessageText{"misnamed",
                {.en = "{path} is not called publiccode.yml, so no catalogue finds it.",
                 .de = "{path} heißt nicht publiccode.yml und wird so von keinem Verzeichnis "
                       "gefunden."}},
    MessageText{"no-file",
                {.en = "{path} is a link and no file: its content is not there when the link is "
                       "not followed.",
                 .de = "{path} ist ein Verweis und keine Datei: Wird ihm nicht gefolgt, fehlt der "
                       "Inhalt."}},
    MessageText{"file-too-large",
                {.en = "{path} is too large to be read; catalogues do not read it either.",
                 .de = "{path} ist zu groß, um gelesen zu werden; auch Verzeichnisse lesen sie "
                       "nicht."}},
    MessageText{"more-errors",
                {.en = "Errors beyond those that are listed: {count}.",
                 .de = "Fehler über die aufgeführten hinaus: {count}."}},
};

template <size_t... kSizes>
consteval auto Joined(const std::array<MessageText, kSizes>&... catalogues) {
  std::array<MessageText, (kSizes + ...)> all;
  auto* next = all.begin();
  ((next = std::copy(catalogues.begin(), catalogues.end(), next)), ...);
  return all;
}

constexpr auto kMessages =
    Joined(kRuleMessages, kPubliccodeMessages, std::to_array(kCrossMessages));

constexpr OptionInfo kOptions[] = {kProfile, kRequired, kWarnings};

constexpr FactKind kFacts[] = {FactKind::kForge};

constexpr Source kSources[] = {
    {"publiccode.yml, The Standard (versions 0.2 to 0.7)",
     "https://yml.publiccode.tools/schema.core.html"},
    {"publiccode.yml, Forks and variants", "https://yml.publiccode.tools/forks.html"},
    {"publiccode.yml, German extension",
     "https://github.com/publiccodeyml/publiccode.yml/blob/main/docs/de/schema.de.rst"},
    {"openCode guide, Erstellung einer publiccode.yml",
     "https://guide.opencode.de/en/softwareverzeichnis/publiccode.yml-anlegen"},
    {"REUSE Specification 3.3, License Files", "https://reuse.software/spec-3.3/#license-files"},
};

}  // namespace

constinit const RuleEntry kPubliccode = {
    {.id = "project/publiccode",
     .subject = Subject::kProject,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "publiccode.yml is not valid",
               .de = "publiccode.yml enthält ungültige Angaben"},
     .why = {.en = "The entry in the software catalogue is made of this file; without errors the "
                   "project appears there, and up to date.",
             .de = "Aus dieser Datei entsteht der Eintrag im Softwareverzeichnis; ohne Fehler "
                   "erscheint das Projekt dort, und auf dem neuesten Stand."},
     .fix = {.en = "Correct the key that is named, or apply the suggestion. `headwater publiccode "
                   "validate publiccode.yml` lists all of it.",
             .de = "Den genannten Schlüssel berichtigen oder den Vorschlag übernehmen. `headwater "
                   "publiccode validate publiccode.yml` nennt alles."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = kFacts},
    Check};

}  // namespace headwater::project
