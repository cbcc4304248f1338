// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/sbom/documents_of.h"
#include "rules/sbom/family.h"
#include "rules/sbom/generators.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

constexpr std::string_view kPipelineFile = ".gitlab-ci.yml";

/// Judges one project.
class PresentCheck {
 public:
  explicit PresentCheck(const RuleContext& context)
      : context_(context), files_(context.view.Files()), answer_(context) {}

  Result<RuleAnswer> Run() && {
    ignore_ = TRY(GlobSet::Make(context_.options.Globs("ignore")));
    development_ = TRY(GlobSet::Make(context_.options.Globs("development")));
    manifests_ = Manifests();
    if (manifests_.empty()) return WithReason(Verdict::kNotApplicable, "no-manifest");
    const auto manifest = TRY(FirstWithDependencies());
    if (!manifest && unchecked_.empty()) {
      return WithReason(Verdict::kNotApplicable, "no-dependencies");
    }
    answer_.CountJudged();
    DocumentsSeen seen = TRY(VisitDocuments(context_, [this](const auto& f) { return Look(f); }));
    if (found_) return Found();
    return Missing(manifest, std::move(seen));
  }

 private:
  static RuleAnswer WithReason(Verdict verdict, const char* key,
                               std::vector<std::pair<std::string, Untrusted>> args = {}) {
    RuleAnswer answer;
    answer.verdict = verdict;
    answer.reason = Message{key, std::move(args)};
    return answer;
  }

  RuleAnswer Found() {
    RuleAnswer answer = std::move(answer_).Finish({});
    answer.reason = std::move(found_);
    return answer;
  }

  // There is none, as far as can be seen.
  RuleAnswer Missing(const std::optional<Manifest>& manifest, DocumentsSeen seen) {
    if (seen.lacks == Lacks::kUnderWay) {
      RuleAnswer answer = WithReason(Verdict::kUnknown, "pipeline-under-way");
      answer.lacks = seen.lacks;
      return answer;
    }
    if (!manifest || !seen.unchecked.empty()) {
      for (auto* list : {&unchecked_, &seen.unchecked}) {
        for (Unchecked& unchecked : *list) answer_.AddUnchecked(std::move(unchecked));
      }
    } else if (seen.lacks == Lacks::kArtifacts && FindFile(files_, kPipelineFile) != nullptr) {
      RuleAnswer answer = WithReason(Verdict::kUnknown, "pipeline-not-visible",
                                     {{"path", Untrusted(std::string(kPipelineFile))}});
      answer.lacks = seen.lacks;
      return answer;
    } else {
      answer_.Add(MakeFinding(*manifest));
    }
    RuleAnswer answer = std::move(answer_).Finish({});
    answer.lacks = seen.lacks;
    return answer;
  }

  std::vector<Manifest> Manifests() const {
    std::vector<Manifest> manifests = ManifestsByDepth(files_);
    std::erase_if(manifests, [this](const Manifest& manifest) {
      const Untrusted& path = manifest.file->path;
      return ignore_.Matches(path.bytes()) || development_.Matches(path.bytes()) ||
             !context_.Covers(path);
    });
    return manifests;
  }

  Result<std::optional<Manifest>> FirstWithDependencies() {
    for (const Manifest& manifest : manifests_) {
      const BlobAnswer blob = TRY(context_.view.Read(*manifest.file));
      if (blob.state != BlobState::kPresent) {
        NoteUnchecked(manifest, *WhyNotRead(*manifest.file, blob));
        continue;
      }
      const auto names = NamesDependencies(*manifest.kind, blob.bytes);
      if (!names.ok()) {
        const Untrusted& path = manifest.file->path;
        NoteUnchecked(manifest, {"unreadable",
                                 {{"path", path}, {"problem", Untrusted(names.error().message)}}});
      } else if (names.value()) {
        unchecked_.clear();  // One that names dependencies is enough.
        return std::optional<Manifest>(manifest);
      }
    }
    return std::optional<Manifest>();
  }

  void NoteUnchecked(const Manifest& manifest, Message why) {
    unchecked_.push_back({.path = manifest.file->path, .why = std::move(why), .advisory = false});
  }

  // One is enough; notes what was nearly one on the way.
  bool Look(const FoundDocument& found) {
    if (found.is_sbom()) {
      found_ = PlaceMessage(found);
      return false;
    }
    const Untrusted kind(found.document().kind);
    switch (found.document().is) {
      case Is::kSbom:
      case Is::kUnread:
        NoteNearMiss("empty-sbom", found, "kind", kind);
        break;
      case Is::kOtherKind:
        NoteNearMiss(KeyOfOther(found.document().hint), found, "kind", kind);
        break;
      case Is::kBroken:
        NoteNearMiss("broken-sbom", found, "problem", Untrusted(found.document().problem));
        break;
      case Is::kTooLarge:
      case Is::kUnrelated:
        break;
    }
    return true;
  }

  static std::string KeyOfOther(std::string_view hint) {
    return hint == "reuse" || hint == "gitlab-report" ? "not-an-sbom-" + std::string(hint)
                                                      : "not-an-sbom";
  }

  static Message PlaceMessage(const FoundDocument& found) {
    Message message{"found-" + std::string(NameOf(found.place)), {{"path", found.name}}};
    if (found.place == SbomPlace::kTree || found.place == SbomPlace::kGiven) return message;
    message.args.emplace_back("maker", found.maker);
    if (found.of_head || !found.commit) return message;
    message.key += "-other";
    message.args.emplace_back("commit", Untrusted(found.commit->Hex()));
    return message;
  }

  void NoteNearMiss(std::string key, const FoundDocument& found, std::string arg, Untrusted value) {
    if (near_miss_) return;
    near_miss_ =
        Message{std::move(key), {{"path", found.name}, {std::move(arg), std::move(value)}}};
  }

  Finding MakeFinding(const Manifest& manifest) const {
    Finding finding;
    finding.path = manifest.file->path;
    finding.message = near_miss_ ? *near_miss_ : Message{"missing", {}};
    finding.message.args.emplace_back("manifest", manifest.file->path);
    finding.fix = GeneratorFix(manifests_);
    return finding;
  }

  const RuleContext& context_;
  std::span<const FileEntry> files_;
  GlobSet ignore_;
  GlobSet development_;
  std::vector<Manifest> manifests_;
  AnswerBuilder answer_;
  std::vector<Unchecked> unchecked_;  ///< Manifests that could not be read.
  std::optional<Message> found_;      ///< Where the SBOM is.
  std::optional<Message> near_miss_;
};

Result<RuleAnswer> Check(const RuleContext& context) { return PresentCheck(context).Run(); }

constexpr OptionInfo kOptions[] = {
    kIgnoreOption,
    {.name = "development",
     .type = OptionType::kGlobs,
     .stricter = Stricter::kSubset,
     .doc = "Paths whose manifests only serve development, so that nothing of them is delivered.",
     .default_value = R"(["**/.*/**", "**/doc/**", "**/docs/**", "**/requirements*dev*.txt", )"
                      R"("**/requirements*test*.txt", "**/requirements*doc*.txt", )"
                      R"("**/requirements*lint*.txt", "**/*dev*requirements.txt", )"
                      R"("**/*test*requirements.txt"])"},
    kPipelineOption,
};

constexpr Source kSources[] = {
    {"BSI TR-03183-2 v2.1.0, sections 3.1 and 4 (SBOM formats)",
     "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TR03183/"
     "BSI-TR-03183-2_v2_1_0.pdf"},
    {"Regulation (EU) 2024/2847 (Cyber Resilience Act), Annex I, part II (1)",
     "https://eur-lex.europa.eu/eli/reg/2024/2847/oj"},
    {"CycloneDX specification 1.6", "https://cyclonedx.org/docs/1.6/json/"},
    {"SPDX specification 2.3", "https://spdx.github.io/spdx-spec/v2.3/"},
};

constexpr MessageText kOwnMessages[] = {
    {"missing",
     {.en = "{manifest} names third-party components, and there is no SBOM.",
      .de = "{manifest} nennt fremde Bestandteile, eine Stückliste (SBOM) fehlt."}},
    {"not-an-sbom",
     {.en = "{manifest} names third-party components. {path} does not list them: {kind} is no SBOM "
            "of components.",
      .de = "{manifest} nennt fremde Bestandteile. {path} führt sie nicht auf: {kind} ist keine "
            "Stückliste der Bestandteile."}},
    {"not-an-sbom-reuse",
     {.en = "{manifest} names third-party components. {path} ({kind}) lists the project's own "
            "files and their licences, not the components.",
      .de = "{manifest} nennt fremde Bestandteile. {path} ({kind}) führt die eigenen Dateien und "
            "ihre Lizenzen auf, nicht die Bestandteile."}},
    {"not-an-sbom-gitlab-report",
     {.en = "{manifest} names third-party components. {path} ({kind}) is a report for GitLab "
            "itself; the same job can write an SBOM with artifacts:reports:cyclonedx.",
      .de = "{manifest} nennt fremde Bestandteile. {path} ({kind}) ist ein Bericht für GitLab "
            "selbst; derselbe Job kann mit artifacts:reports:cyclonedx eine Stückliste ablegen."}},
    {"empty-sbom",
     {.en = "{manifest} names third-party components; {path} ({kind}) contains none.",
      .de = "{manifest} nennt fremde Bestandteile; {path} ({kind}) enthält keine."}},
    {"broken-sbom",
     {.en = "{manifest} names third-party components; {path} cannot be read: {problem}",
      .de = "{manifest} nennt fremde Bestandteile; {path} ist nicht lesbar: {problem}"}},
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
    {"pipeline-under-way",
     {.en = "The project has no SBOM of its own, and a job of the pipeline that may make one has "
            "not ended.",
      .de = "Das Projekt enthält keine Stückliste (SBOM); ein Job der Pipeline, der eine erzeugen "
            "kann, ist noch nicht beendet."}},
    {"found-given", {.en = "The SBOM is {path}.", .de = "Die Stückliste ist {path}."}},
    {"found-tree",
     {.en = "The SBOM is in the repository: {path}.",
      .de = "Die Stückliste liegt im Repository: {path}."}},
    {"found-report",
     {.en = "The job {maker} of the pipeline made the SBOM: {path}.",
      .de = "Der Job {maker} der Pipeline hat die Stückliste erzeugt: {path}."}},
    {"found-report-other",
     {.en = "The job {maker} made an SBOM of another commit ({commit}): {path}.",
      .de =
          "Der Job {maker} hat die Stückliste eines anderen Commits ({commit}) erzeugt: {path}."}},
    {"found-archive",
     {.en = "The SBOM is in the artifacts of the job {maker}: {path}.",
      .de = "Die Stückliste liegt in den Artefakten des Jobs {maker}: {path}."}},
    {"found-archive-other",
     {.en = "The SBOM of another commit ({commit}) is in the artifacts of the job {maker}: {path}.",
      .de = "Die Stückliste eines anderen Commits ({commit}) liegt in den Artefakten des Jobs "
            "{maker}: {path}."}},
    {"found-release",
     {.en = "The release {maker} has the SBOM: {path}.",
      .de = "Die Stückliste liegt dem Release {maker} bei: {path}."}},
    {"found-release-other",
     {.en = "The release {maker} (commit {commit}) has an SBOM: {path}.",
      .de = "Dem Release {maker} (Commit {commit}) liegt eine Stückliste bei: {path}."}},
};

constexpr auto kMessages = JoinedMessages(kOwnMessages, kPlaceMessages);

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
     .fix =
         {.en = "Run the command given and commit the file it writes, or put it into a job of the "
                "pipeline and list the file under artifacts:reports:cyclonedx and under "
                "artifacts:paths too. CycloneDX 1.6 JSON is understood everywhere; GitLab takes "
                "reports up to 1 MiB unless its operator allows more.",
          .de =
              "Den genannten Befehl ausführen und die entstandene Datei einchecken, oder ihn in "
              "einen Job der Pipeline aufnehmen und die Datei unter artifacts:reports:cyclonedx "
              "sowie unter artifacts:paths nennen. CycloneDX 1.6 als JSON wird überall verstanden; "
              "GitLab nimmt Berichte bis 1 MiB an, wenn der Betrieb nicht mehr zulässt."},
     .sources = kSources,
     .options = kOptions,
     .messages = kMessages,
     .facts = kDocumentFacts},
    Check};

}  // namespace headwater::sbom
