// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/sbom/document.h"
#include "rules/sbom/family.h"
#include "rules/sbom/manifests.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

// So many files that are called like an SBOM and are none occur only on purpose.
constexpr size_t kMaxCandidates = 1000;

constexpr std::string_view kPipelineFile = ".gitlab-ci.yml";

/// Judges one tree.
class PresentCheck {
 public:
  explicit PresentCheck(const RuleContext& context)
      : context_(context), files_(context.view.Files()), answer_(context) {}

  Result<RuleAnswer> Run() && {
    ignore_ = TRY(GlobSet::Make(context_.options.Globs("ignore")));
    development_ = TRY(GlobSet::Make(context_.options.Globs("development")));
    const auto manifests = Manifests();
    if (manifests.empty()) return NotApplicable("no-manifest");
    const auto manifest = TRY(FirstWithDependencies(manifests));
    if (!manifest && !unreadable_) return NotApplicable("no-dependencies");
    answer_.CountJudged();
    if (TRY(HasSbom()) || PipelineHasSbom()) return std::move(answer_).Finish({});
    // From here on there is none, as far as can be seen.
    if (!manifest || unread_candidate_) {
      for (Unchecked& unchecked : unchecked_) {
        answer_.AddUnchecked(std::move(unchecked));
      }
      return std::move(answer_).Finish({});
    }
    if (PipelineMightHaveSbom()) return PipelineNotVisible();
    answer_.Add(MakeFinding(*manifest));
    return std::move(answer_).Finish({});
  }

 private:
  static RuleAnswer NotApplicable(const char* key) {
    RuleAnswer answer;
    answer.reason = Message{key, {}};
    return answer;
  }

  static RuleAnswer PipelineNotVisible() {
    RuleAnswer answer;
    answer.verdict = Verdict::kUnknown;
    answer.reason =
        Message{"pipeline-not-visible", {{"path", Untrusted(std::string(kPipelineFile))}}};
    return answer;
  }

  bool IsLookedAt(const FileEntry& file) const {
    return IsFile(file.mode) && !ignore_.Matches(file.path.bytes());
  }

  std::vector<Manifest> Manifests() const {
    std::vector<Manifest> manifests = ManifestsByDepth(files_);
    manifests.erase(std::remove_if(manifests.begin(), manifests.end(),
                                   [this](const Manifest& manifest) {
                                     const Untrusted& path = manifest.file->path;
                                     return !IsLookedAt(*manifest.file) ||
                                            development_.Matches(path.bytes()) ||
                                            !context_.Covers(path);
                                   }),
                    manifests.end());
    return manifests;
  }

  Result<std::optional<Manifest>> FirstWithDependencies(const std::vector<Manifest>& manifests) {
    for (const Manifest& manifest : manifests) {
      const auto bytes = TRY(ReadOrNote(*manifest.file));
      unreadable_ = unreadable_ || !bytes;
      if (!bytes) continue;
      const auto names = NamesDependencies(*manifest.kind, *bytes);
      if (!names.ok()) {
        unreadable_ = true;
        NoteUnreadable(*manifest.file, names.error().message);
      } else if (names.value()) {
        unchecked_.clear();  // One that names dependencies is enough.
        return std::optional<Manifest>(manifest);
      }
    }
    return std::optional<Manifest>();
  }

  Result<bool> HasSbom() {
    size_t candidates = 0;
    for (const FileEntry& file : files_) {
      if (!IsSbomCandidate(file.path.bytes()) || !IsLookedAt(file)) continue;
      if (++candidates > kMaxCandidates) {
        unread_candidate_ = true;
        unchecked_.push_back(
            {.path = file.path, .why = {"too-many", {{"path", file.path}}}, .advisory = false});
        return false;
      }
      auto bytes = TRY(ReadOrNote(file));
      unread_candidate_ = unread_candidate_ || !bytes;
      if (!bytes) continue;
      for (const SbomDocument& document : ReadSbomDocuments(*std::move(bytes))) {
        if (IsSbom(file, document)) return true;
      }
    }
    return false;
  }

  // Notes what was nearly one on the way.
  bool IsSbom(const FileEntry& file, const SbomDocument& document) {
    switch (document.is) {
      case Is::kSbom:
      case Is::kUnread:
        if (document.has_components) return true;
        NoteNearMiss("empty-sbom", file, "kind", document.kind);
        return false;
      case Is::kOtherKind:
        NoteNearMiss("not-an-sbom", file, "kind", document.kind);
        return false;
      case Is::kBroken:
        NoteNearMiss("broken-sbom", file, "problem", document.problem);
        return false;
      case Is::kTooLarge:
        unread_candidate_ = true;
        NoteUnreadable(file, document.problem);
        return false;
      case Is::kUnrelated:
        return false;
    }
    return false;
  }

  // The file's bytes; when they are not there, notes why.
  Result<std::optional<std::string>> ReadOrNote(const FileEntry& file) {
    BlobAnswer blob = TRY(context_.view.Read(file));
    if (blob.state == BlobState::kPresent) {
      return std::optional<std::string>(std::move(blob.bytes));
    }
    unchecked_.push_back({.path = file.path, .why = *WhyNotRead(file, blob), .advisory = false});
    return std::optional<std::string>();
  }

  void NoteUnreadable(const FileEntry& file, const std::string& problem) {
    unchecked_.push_back(
        {file.path, {"unreadable", {{"path", file.path}, {"problem", Untrusted(problem)}}}});
  }

  void NoteNearMiss(std::string key, const FileEntry& file, std::string arg,
                    const std::string& value) {
    if (near_miss_) return;
    near_miss_ = Message{std::move(key), {{"path", file.path}, {std::move(arg), Untrusted(value)}}};
  }

  bool PipelineCounts() const { return context_.options.Bool("pipeline_counts"); }

  bool PipelineHasSbom() const {
    const auto& facts = context_.facts.facts;
    return PipelineCounts() && std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
             return fact.kind == FactKind::kPipelineSboms;
           });
  }

  bool PipelineMightHaveSbom() const {
    const bool gathered = context_.facts.gathered.count(FactKind::kPipelineSboms) > 0;
    return PipelineCounts() && !gathered && FindFile(files_, kPipelineFile) != nullptr;
  }

  Finding MakeFinding(const Manifest& manifest) const {
    Finding finding;
    finding.path = manifest.file->path;
    finding.message = near_miss_ ? *near_miss_ : Message{"missing", {}};
    finding.message.args.emplace_back("manifest", manifest.file->path);
    const std::string_view command = manifest.kind->sbom_command.view();
    if (!command.empty()) {
      finding.fix = Fix{.kind = Fix::Kind::kCommand,
                        .path = {},
                        .lines = {},
                        .text = Untrusted(std::string(command))};
    }
    return finding;
  }

  const RuleContext& context_;
  std::span<const FileEntry> files_;
  GlobSet ignore_;
  GlobSet development_;
  AnswerBuilder answer_;
  std::vector<Unchecked> unchecked_;
  bool unreadable_ = false;        ///< A manifest could not be read.
  bool unread_candidate_ = false;  ///< A file that may be an SBOM could not be read.
  std::optional<Message> near_miss_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return PresentCheck(context).Run(); }

constexpr OptionInfo kOptions[] = {
    {.name = "ignore",
     .type = OptionType::kGlobs,
     .stricter = Stricter::kSubset,
     .doc = "Paths whose manifests and SBOMs say nothing about the project: test data, examples, "
            "other people's code.",
     .default_value = R"(["**/test/**", "**/tests/**", "**/testdata/**", "**/fixtures/**", )"
                      R"("**/example/**", "**/examples/**", "**/node_modules/**", )"
                      R"("**/vendor/**", "**/third_party/**"])"},
    {.name = "development",
     .type = OptionType::kGlobs,
     .stricter = Stricter::kSubset,
     .doc = "Paths whose manifests only serve development, so that nothing of them is delivered.",
     .default_value = R"(["**/.*/**", "**/doc/**", "**/docs/**", "**/requirements*dev*.txt", )"
                      R"("**/requirements*test*.txt", "**/requirements*doc*.txt", )"
                      R"("**/requirements*lint*.txt", "**/*dev*requirements.txt", )"
                      R"("**/*test*requirements.txt"])"},
    {.name = "pipeline_counts",
     .type = OptionType::kBool,
     .stricter = Stricter::kLower,
     .doc = "Whether an SBOM among the artifacts of the newest pipeline is enough.",
     .default_value = "true"},
};

constexpr FactKind kFacts[] = {FactKind::kPipelineSboms};

constexpr Source kSources[] = {
    {"BSI TR-03183-2 v2.1.0, sections 3.1 and 4 (SBOM formats)",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2_v2_1_0.pdf"},
    {"Regulation (EU) 2024/2847 (Cyber Resilience Act), Annex I, part II (1)",
     "https://eur-lex.europa.eu/eli/reg/2024/2847/oj"},
    {"CycloneDX specification 1.6", "https://cyclonedx.org/docs/1.6/json/"},
    {"SPDX specification 2.3", "https://spdx.github.io/spdx-spec/v2.3/"},
};

constexpr MessageText kMessages[] = {
    {"missing",
     {.en = "{manifest} names third-party components, and there is no SBOM.",
      .de = "{manifest} nennt fremde Bestandteile, eine Stückliste (SBOM) fehlt."}},
    {"not-an-sbom",
     {.en = "{manifest} names third-party components. {path} does not list them: {kind} is no SBOM "
            "of components.",
      .de = "{manifest} nennt fremde Bestandteile. {path} führt sie nicht auf: {kind} ist keine "
            "Stückliste der Bestandteile."}},
    {"empty-sbom",
     {.en = "{manifest} names third-party components; {path} ({kind}) contains none.",
      .de = "{manifest} nennt fremde Bestandteile; {path} ({kind}) enthält keine."}},
    {"broken-sbom",
     {.en = "{manifest} names third-party components; {path} cannot be read: {problem}",
      .de = "{manifest} nennt fremde Bestandteile; {path} ist nicht lesbar: {problem}"}},
    {"unreadable",
     {.en = "{path} cannot be read: {problem}", .de = "{path} ist nicht lesbar: {problem}"}},
    {"too-many",
     {.en = "There are too many files that are called like an SBOM; {path} and what follows was "
            "not read.",
      .de = "Es gibt zu viele Dateien, die wie eine Stückliste heißen; {path} und die folgenden "
            "wurden nicht gelesen."}},
    {"no-manifest",
     {.en = "No file of the project names third-party components.",
      .de = "Keine Datei des Projekts nennt fremde Bestandteile."}},
    {"no-dependencies",
     {.en = "The project's manifests name no third-party components.",
      .de = "Die Paketdateien des Projekts nennen keine fremden Bestandteile."}},
    {"pipeline-not-visible",
     {.en = "The project has no SBOM of its own; whether its pipeline ({path}) makes one cannot be "
            "seen from here.",
      .de = "Das Projekt enthält keine Stückliste (SBOM); ob seine Pipeline ({path}) eine erzeugt, "
            "ist von hier aus nicht zu sehen."}},
};

}  // namespace

constinit const RuleEntry kPresent = {
    {.id = "sbom/present",
     .subject = Subject::kProject,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "Parts list (SBOM) is missing", .de = "Stückliste (SBOM) fehlt"},
     .why = {.en =
                 "It shows which third-party components are inside, so that everyone knows who is "
                 "affected when one of them has a vulnerability.",
             .de = "Sie zeigt, welche fremden Bestandteile enthalten sind; so ist nach einer "
                   "Sicherheitslücke schnell klar, wer betroffen ist."},
     .fix = {.en =
                 "Generate the SBOM in the pipeline, or run the command given and commit the file "
                 "it writes. CycloneDX 1.6 JSON is understood everywhere.",
             .de = "Stückliste in der Pipeline erzeugen lassen oder den genannten Befehl ausführen "
                   "und die entstandene Datei einchecken. CycloneDX 1.6 als JSON wird überall "
                   "verstanden."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = kFacts},
    Check};

}  // namespace headwater::sbom
