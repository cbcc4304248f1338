// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

#include "headwater/data.h"
#include "headwater/log.h"
#include "headwater/sink.h"
#include "service/connect/checks.h"
#include "service/connect/key_files.h"
#include "service/connect/wants.h"
#include "service/connect_command.h"
#include "service/connect_parts.h"
#include "service/git/mirror_pool.h"
#include "service/http/client.h"
#include "service/jobs/announcer.h"
#include "service/jobs/evaluator_pool.h"
#include "service/jobs/judge.h"
#include "service/jobs/policy_files.h"
#include "service/own_program.h"
#include "service/report/decision_json.h"
#include "service/store/sqlite_store.h"

namespace headwater {
namespace {

constexpr Literal kPreview = "preview";

constexpr char kReadApiScope[] = "read_api";

/// What a merge request is given to be judged: a fetch may be tried anew after 2, 5 and 15 s.
constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kLook{50};
constexpr std::chrono::minutes kLease{30};

/// A decision's record is ours: only bounded.
constexpr DataLimits kRecordLimits = {.bytes = size_t{40} << 20U, .depth = 18, .nodes = 1'200'000};

/// The way to the forge that cannot write: what a mistake would send does not leave this process.
class ReadingHttp final : public HttpClient {
 public:
  explicit ReadingHttp(HttpClient& http) : http_(http) {}
  Result<HttpReply> Call(const HttpCall& call) override {
    if (call.method == "GET") return http_.Call(call);
    return Error{Errc::kInternal, "a preview writes nothing"};
  }

 private:
  HttpClient& http_;
};

/// A folder that is gone afterwards, with all that is in it.
class TemporaryFolder {
 public:
  static Result<TemporaryFolder> Make() {
    std::error_code error;
    const std::filesystem::path base = std::filesystem::temp_directory_path(error);
    std::string path = (base / "headwater-preview-XXXXXX").string();
    if (error || mkdtemp(path.data()) == nullptr) {
      return Error{Errc::kInvalid, "no folder can be made below " + base.string()};
    }
    return TemporaryFolder(std::move(path));
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

struct Asked {
  std::string project;  ///< Its path.
  MailboxKey key;
};

std::string ProxyOf(const ForgeReach& reach) {
  return reach.proxy.empty() ? ProxyOfEnvironment().https_proxy : reach.proxy;
}

/// What would be said of one merge request.
struct Answer {
  std::optional<StatusLine> status;
  std::string note;    ///< Markdown; empty: none.
  std::string thread;  ///< Of a fork's.
  size_t suggestions = 0;
  std::string issue;  ///< About its project.
};

/// How often a rule came to which verdict.
struct Count {
  size_t pass = 0;
  size_t fail = 0;
  size_t unknown = 0;
};

/// Judges as the service does - the same announcer, judge, evaluator and texts, on a store of its
/// own - and never sends: what would be sent is read from the outbox.
class Preview {
 public:
  static Result<std::unique_ptr<Preview>> Open(const PreviewRequest& request, const SafeUrl& forge,
                                               const config::Shipped& shipped);

  forge::GitlabAdministration& administration() { return line_->administration(); }
  forge::GitlabClient& client() { return line_->client(); }

  /// After the token was found good.
  Status Prepare(UserId self);
  Answer Judge(const MailboxKey& key);
  Result<std::optional<Decision>> DecisionAbout(const MailboxKey& key);

 private:
  Preview(const PreviewRequest& request, SafeUrl forge, const config::Shipped& shipped,
          TemporaryFolder folder)
      : request_(request),
        forge_(std::move(forge)),
        shipped_(shipped),
        folder_(std::move(folder)),
        settings_{.forge_url = forge_, .pages_url = {}, .contact = {}} {}

  Status OpenForge();
  Status FillSettings();
  /// One step of the work; false: nothing is due.
  Result<bool> Step();
  void TakeSlots(Answer& answer);

  const PreviewRequest& request_;
  const SafeUrl forge_;
  const config::Shipped& shipped_;
  TemporaryFolder folder_;
  std::unique_ptr<SecretFile> git_token_;
  std::unique_ptr<HttpClient> http_;
  std::unique_ptr<ReadingHttp> reading_;
  std::unique_ptr<ForgeLine> line_;
  std::unique_ptr<Mirrors> mirrors_;
  std::unique_ptr<store::SqliteStore> store_;
  std::unique_ptr<jobs::EvaluatorPool> evaluators_;
  jobs::Settings settings_;
  std::optional<jobs::Services> services_;
};

Result<std::unique_ptr<Preview>> Preview::Open(const PreviewRequest& request, const SafeUrl& forge,
                                               const config::Shipped& shipped) {
  TemporaryFolder folder = TRY(TemporaryFolder::Make());
  auto preview = std::unique_ptr<Preview>(new Preview(request, forge, shipped, std::move(folder)));
  TRY(preview->OpenForge());
  TRY(preview->FillSettings());
  return preview;
}

Status Preview::OpenForge() {
  const ForgeReach& reach = request_.reach;
  const std::string proxy = ProxyOf(reach);
  const std::string no_proxy =
      reach.no_proxy.empty() ? ProxyOfEnvironment().no_proxy : reach.no_proxy;
  http_ = TRY(http::MakeClient({reach.ca_file, proxy, no_proxy}));
  reading_ = std::make_unique<ReadingHttp>(*http_);
  std::unique_ptr<SecretFile> token = TRY(connect::OpenLentToken(request_.token_file));
  git_token_ = TRY(connect::OpenLentToken(request_.token_file));
  line_ = std::make_unique<ForgeLine>(*reading_, forge_, "headwater", std::move(token));
  git::GitOptions options{.forge_url = forge_};
  options.read_token = git_token_.get();
  options.ca_file = reach.ca_file;
  options.proxy = proxy;
  options.no_proxy = no_proxy;
  options.mirror_root = folder_.path() + "/mirrors";
  mirrors_ = TRY(git::MirrorPool::Open(options));
  return Ok{};
}

Status Preview::FillSettings() {
  settings_.standard_policy = request_.preset;
  settings_.standard_rules =
      std::make_shared<const Policy>(TRY(config::LoadPreset(request_.preset, shipped_, {})));
  settings_.standard_policy_hash = settings_.standard_rules->hash;
  if (!request_.policy_file.empty()) {
    auto layers = TRY(jobs::LoadLayers(request_.policy_file, "", shipped_));
    settings_.layers = std::make_shared<const jobs::LiveLayers>(std::move(layers));
  }
  settings_.language = request_.language;
  settings_.artifact_folder = folder_.path() + "/artifacts";
  std::error_code error;
  std::filesystem::create_directory(settings_.artifact_folder, error);
  if (error) return Error{Errc::kInvalid, settings_.artifact_folder + ": " + error.message()};
  for (const RuleEntry* rule : shipped_.rules) {
    settings_.facts.insert(rule->info.facts.begin(), rule->info.facts.end());
  }
#if defined(HEADWATER_ADDRESS_SANITIZER)
  settings_.limits.memory_bytes = 0;  // AddressSanitizer reserves terabytes of addresses.
#endif
  return Ok{};
}

Status Preview::Prepare(UserId self) {
  store_ = TRY(store::SqliteStore::Open({folder_.path() + "/headwater.db", ""}, SystemClock()));
  const std::string program = TRY(OwnProgram());
  evaluators_ =
      std::make_unique<jobs::EvaluatorPool>(program, 1, shipped_.rules, std::stop_token());
  services_.emplace(jobs::Services{.forge = client(),
                                   .conversation = client(),
                                   .pipeline_files = client(),
                                   .line_threads = client(),
                                   .issues = client(),
                                   .mirrors = *mirrors_,
                                   .evaluator = *evaluators_,
                                   .mailboxes = *store_,
                                   .outbox = *store_,
                                   .decisions = *store_,
                                   .clock = SystemClock(),
                                   .self = self,
                                   .settings = settings_});
  evaluators_->Refill();
  return Ok{};
}

Result<bool> Preview::Step() {
  if (const auto claim = TRY(store_->Claim(Lane::kAnnounce, kLease))) {
    TRY(jobs::Announcer(*services_).Run(*claim));
    return true;
  }
  if (const auto claim = TRY(store_->Claim(Lane::kJudge, kLease))) {
    TRY(jobs::Judge(*services_).Run(*claim));
    return true;
  }
  return false;
}

void Preview::TakeSlots(Answer& answer) {
  for (;;) {
    const auto claim = store_->ClaimSlot(kLease);
    if (!claim.ok() || !claim.value()) return;
    const SlotClaim& slot = *claim.value();
    switch (slot.key.kind) {
      case SlotKind::kStatus:
        answer.status = StatusLine{slot.wanted.state, slot.wanted.text, slot.wanted.url};
        break;
      case SlotKind::kNote:
        answer.note = slot.wanted.text;
        break;
      case SlotKind::kThread:
        answer.thread = slot.wanted.text;
        break;
      case SlotKind::kSuggestion:
        ++answer.suggestions;
        break;
      case SlotKind::kIssue:
        answer.issue = slot.wanted.text;
        break;
      case SlotKind::kPolicyIssue:
      case SlotKind::kReply:
        break;
    }
    if (!store_->Settle(slot, "").ok()) return;
  }
}

Answer Preview::Judge(const MailboxKey& key) {
  Answer answer;
  if (!store_->WakeUp(key).ok()) return answer;
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < end) {
    const Result<bool> worked = Step();
    if (worked.ok() && worked.value()) continue;
    const auto decided = store_->About(key, 1);
    if (!decided.ok() || !decided.value().empty()) break;
    std::this_thread::sleep_for(kLook);  // A fetch that is tried anew.
  }
  TakeSlots(answer);
  return answer;
}

Result<std::optional<Decision>> Preview::DecisionAbout(const MailboxKey& key) {
  std::vector<Decision> decisions = TRY(store_->About(key, 1));
  if (decisions.empty()) return std::optional<Decision>();
  return std::optional<Decision>(std::move(decisions.front()));
}

/// Several lines, each through the terminal's encoder.
std::string LinesOf(const std::string& text, Literal before) {
  std::string lines;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    Out<Sink::kTerminal> line;
    line << before << Untrusted(text.substr(begin, end - begin)) << "\n";
    lines += line.text();
    begin = end + 1;
  }
  return lines;
}

std::string TextOf(const Asked& asked, const Answer& answer) {
  Out<Sink::kTerminal> head;
  head << "== " << Untrusted(asked.project) << "!" << asked.key.iid.value << "\n";
  if (answer.status) {
    head << "status " << NameOf(answer.status->state) << ": " << Untrusted(answer.status->text)
         << "\n";
  } else {
    head << "no status: it could not be judged, or its project takes no part\n";
  }
  std::string text = head.text() + LinesOf(answer.note, "  | ");
  if (!answer.thread.empty()) text += LinesOf(answer.thread, "  > ");
  if (answer.suggestions > 0) {
    Out<Sink::kTerminal> line;
    line << "threads with suggestions on lines: " << answer.suggestions << "\n";
    text += line.text();
  }
  return text;
}

using Counts = std::map<std::string, Count>;

void CountRules(const Decision& decision, Counts& counts) {
  const Result<DataNode> record = ParseJson(decision.record, kRecordLimits);
  if (!record.ok()) return;
  const DataNode* report = record.value().Find("report");
  const DataNode* rules = report == nullptr ? nullptr : report->Find("rules");
  if (rules == nullptr) return;
  for (const DataNode& rule : rules->items) {
    const DataNode* id = rule.Find("id");
    const DataNode* verdict = rule.Find("verdict");
    if (id == nullptr || verdict == nullptr) continue;
    Count& count = counts[id->scalar];
    if (verdict->scalar == "fail") ++count.fail;
    if (verdict->scalar == "pass") ++count.pass;
    if (verdict->scalar == "unknown") ++count.unknown;
  }
}

std::string Summary(size_t judged, size_t open, const Counts& counts) {
  Out<Sink::kTerminal> text;
  text << "== summary\nmerge requests: " << judged << " judged, " << open << " could not be\n";
  for (const auto& [rule, count] : counts) {
    if (count.fail + count.unknown + count.pass == 0) continue;
    text << Untrusted(rule) << ": " << count.fail << " fail, " << count.unknown << " unknown, "
         << count.pass << " pass\n";
  }
  text << "nothing was written to GitLab\n";
  return text.text();
}

/// Why the token will not do; empty: it will.
std::string ProblemOf(const Result<ForgeToken>& token, const std::string& file) {
  if (!token.ok()) return "the token in " + file + " is refused (" + token.error().message + ")";
  const auto& scopes = token.value().scopes;
  const bool api = scopes.contains(connect::kApiScope);
  const bool reads = scopes.contains(kReadApiScope) && scopes.contains(connect::kReadScope);
  if (api || reads) return "";
  return "the token in " + file + " lacks a scope: it needs read_api and read_repository";
}

Result<std::vector<ForgeProject>> ProjectsOf(const PreviewRequest& request, Preview& preview) {
  std::vector<ForgeProject> projects;
  for (const std::string& path : request.projects) {
    projects.push_back(TRY(preview.client().ProjectNamed(Untrusted(path)).Context(path)));
  }
  if (!request.projects.empty()) return projects;
  for (GateProject& seen : TRY(preview.administration().ProjectsSeen(/*only_own=*/true))) {
    projects.push_back(std::move(seen.project));
  }
  return projects;
}

Result<std::vector<Asked>> MergeRequestsOf(const PreviewRequest& request, Preview& preview) {
  std::vector<Asked> asked;
  for (const ForgeProject& project : TRY(ProjectsOf(request, preview))) {
    for (const MergeRequestIid iid :
         TRY(preview.administration().OpenMergeRequests(project.id, request.last))) {
      asked.push_back({project.path.bytes(), {project.id, iid}});
    }
  }
  return asked;
}

CommandResult JudgeAll(const std::vector<Asked>& all, Preview& preview) {
  CommandResult result;
  Counts counts;
  size_t judged = 0;
  std::map<std::string, std::string> issues;
  for (const Asked& asked : all) {
    const Answer answer = preview.Judge(asked.key);
    result.out += TextOf(asked, answer);
    if (!answer.issue.empty()) issues[asked.project] = answer.issue;
    const auto decision = preview.DecisionAbout(asked.key);
    if (!decision.ok() || !decision.value()) continue;
    ++judged;
    CountRules(*decision.value(), counts);
  }
  for (const auto& [project, issue] : issues) {
    Out<Sink::kTerminal> head;
    head << "== an issue in " << Untrusted(project) << "\n";
    result.out += head.text() + LinesOf(issue, "  | ");
  }
  result.out += Summary(judged, all.size() - judged, counts);
  result.exit_code = judged == all.size() ? kExitThere : kExitMissing;
  return result;
}

CommandResult Run(const PreviewRequest& request, const SafeUrl& forge,
                  const config::Shipped& shipped) {
  const Result<std::unique_ptr<Preview>> opened = Preview::Open(request, forge, shipped);
  if (!opened.ok()) return Failed(kPreview, opened.error().message, kExitUsage);
  Preview& preview = *opened.value();
  const Result<ForgeVersion> version = preview.administration().Version();
  if (!version.ok() && version.error().code != Errc::kDenied) {
    return Failed(kPreview,
                  connect::NotReached(version.error(), forge.text(), ProxyOf(request.reach)),
                  kExitNotReached);
  }
  const std::string problem = ProblemOf(preview.administration().OwnToken(), request.token_file);
  if (!problem.empty()) return Failed(kPreview, problem, kExitUsage);
  const Result<ForgeUser> self = preview.client().Self();
  if (!self.ok()) return Failed(kPreview, self.error().message, kExitNotReached);
  const Status prepared = preview.Prepare(self.value().id);
  if (!prepared.ok()) return Failed(kPreview, prepared.error().message, kExitUsage);
  const Result<std::vector<Asked>> asked = MergeRequestsOf(request, preview);
  if (!asked.ok()) {
    const bool wrong = asked.error().code == Errc::kNotFound;
    return Failed(kPreview, asked.error().message, wrong ? kExitUsage : kExitNotReached);
  }
  return JudgeAll(asked.value(), preview);
}

}  // namespace

CommandResult RunPreview(const PreviewRequest& request, const config::Shipped& shipped) {
  const Result<SafeUrl> forge = SafeUrl::Parse(request.gitlab);
  if (!forge.ok()) return Failed(kPreview, "--gitlab: " + forge.error().message, kExitUsage);
  SetLogLevel(LogLevel::kError);  // The service's own lines are for its log.
  return Run(request, forge.value(), shipped);
}

}  // namespace headwater
