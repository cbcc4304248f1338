// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/app.h"

#include <fstream>
#include <string>
#include <utility>
#include <variant>

#include "headwater/hash.h"
#include "headwater/http.h"
#include "headwater/registry.h"
#include "headwater/result.h"
#include "headwater/sink.h"
#include "hooks/explain.h"
#include "service/audit_command.h"
#include "service/backup_command.h"
#include "service/cli/command_line.h"
#include "service/config/effective_policy.h"
#include "service/connect_command.h"
#include "service/git/repository.h"
#include "service/healthcheck.h"
#include "service/jobs/check.h"
#include "service/jobs/evaluate.h"
#include "service/jobs/fix.h"
#include "service/jobs/fork_child.h"
#include "service/jobs/fork_commands.h"
#include "service/jobs/licenses.h"
#include "service/jobs/plan_work.h"
#include "service/jobs/policy_commands.h"
#include "service/jobs/provenance.h"
#include "service/jobs/publiccode_validate.h"
#include "service/jobs/sbom_validate.h"
#include "service/jobs/upstream_refresh.h"
#include "service/jobs/waiver_commands.h"
#include "service/plan_command.h"
#include "service/record_commands.h"
#include "service/report/catalogue.h"
#include "service/serve.h"
#include "service/store/fork_index_folder.h"
#include "service/store/waiver_file.h"

namespace headwater {
namespace {

// A little more than the listener takes: that is refused by the reader with its reason.
constexpr size_t kMaxDeliveryBytes = size_t{27} << 20U;

std::string ReadAll(std::istream& in) {
  std::string text(kMaxDeliveryBytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

CommandResult Refused(const std::string& message, int exit_code) {
  Out<Sink::kTerminal> line;
  line << "headwater: " << Untrusted(message);
  return {"", line.text() + "\n", exit_code};
}

CommandResult WrongUse(const std::string& message) { return Refused(message, kExitUsage); }

/// "Name: value".
Result<HttpHeader> HeaderOf(const std::string& text) {
  const size_t colon = text.find(':');
  if (colon == 0 || colon == std::string::npos) {
    return Error{Errc::kInvalid, "--header: expected 'Name: value', got '" + text + "'"};
  }
  const size_t value = text.find_first_not_of(' ', colon + 1);
  return HttpHeader{text.substr(0, colon), value == std::string::npos ? "" : text.substr(value)};
}

CommandResult ExplainHook(const std::string& file, const std::vector<std::string>& headers,
                          std::istream& in) {
  HttpHeaders parsed;
  for (const std::string& text : headers) {
    Result<HttpHeader> header = HeaderOf(text);
    if (!header.ok()) return WrongUse(header.error().message);
    parsed.push_back(std::move(header).value());
  }
  if (file == "-") return hooks::ExplainDelivery(ReadAll(in), parsed);
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return WrongUse(file + ": cannot be read");
  return hooks::ExplainDelivery(ReadAll(stream), parsed);
}

/// Before a child has read what it is asked and shut itself off from the disk.
Status PrepareToBeConfined() {
  TRY(PrepareToHash());
  return git::PrepareToOpen();
}

/// One overload for each command.
struct Runner {
  const config::Shipped shipped{AllRules(), ShippedRuleSets()};
  std::istream& in;
  std::ostream& out;
  std::ostream* progress;

  CommandResult operator()(const CheckRequest& request) const {
    return jobs::Check(request, shipped, store::OpenForkIndex);
  }
  CommandResult operator()(const FixRequest& request) const {
    return jobs::RunFix(request, shipped);
  }
  CommandResult operator()(const cli::RulesRequest& request) const {
    return {Catalogue(request.format), "", 0};
  }
  CommandResult operator()(const LicensesRequest& request) const {
    return jobs::Licenses(request, out);
  }
  CommandResult operator()(const SbomValidateRequest& request) const {
    return jobs::ValidateSboms(request, out);
  }
  CommandResult operator()(const PubliccodeValidateRequest& request) const {
    return jobs::ValidatePubliccode(request, out);
  }
  CommandResult operator()(const ProvenanceRequest& request) const {
    return jobs::RunProvenance(request, out);
  }
  CommandResult operator()(const UpstreamConfirmRequest& request) const {
    return request.config_file.empty() ? jobs::ConfirmUpstream(request)
                                       : ConfirmKeptUpstream(request);
  }
  CommandResult operator()(const cli::UpstreamRefreshRequest& /*request*/) const {
    return jobs::RefreshStream(in);
  }
  CommandResult operator()(const IndexRequest& request) const {
    const Result<std::string> folder = jobs::IndexFolderOf(request.place);
    if (!folder.ok()) return WrongUse(folder.error().message);
    const auto index = store::OpenForkIndex(folder.value());
    if (!index.ok()) return Refused(index.error().message, kExitUnknown);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return jobs::RunIndex(request, {.index = *index.value(),
                                    .folder = folder.value(),
                                    .out = out,
                                    .progress = progress,
                                    .now = now});
  }
  CommandResult operator()(const cli::EvaluateRequest& /*request*/) const {
    const Status prepared = PrepareToBeConfined();
    if (!prepared.ok()) return Refused(prepared.error().message, kExitUnknown);
    return jobs::EvaluateStream(in, shipped);
  }
  CommandResult operator()(const cli::ForkWorkRequest& /*request*/) const {
    const Status prepared = PrepareToBeConfined();
    if (!prepared.ok()) return Refused(prepared.error().message, kExitUnknown);
    return jobs::ForkWorkStream(in, store::OpenForkIndex);
  }
  CommandResult operator()(const cli::ServeRequest& request) const {
    return Serve(request.config_file, request.check_config, shipped);
  }
  CommandResult operator()(const cli::HealthcheckRequest& request) const {
    return CheckHealth(request.config_file);
  }
  CommandResult operator()(const cli::ExplainRequest& request) const {
    return ExplainHook(request.file, request.headers, in);
  }

  CommandResult operator()(const PolicyRequest& request) const {
    return jobs::RunPolicy(request, shipped);
  }
  CommandResult operator()(const ConnectRequest& request) const { return RunConnect(request); }
  CommandResult operator()(const DisconnectRequest& request) const {
    return RunDisconnect(request);
  }
  CommandResult operator()(const DoctorRequest& request) const {
    return RunDoctor(request, shipped);
  }
  CommandResult operator()(const PreviewRequest& request) const {
    return RunPreview(request, shipped);
  }

  CommandResult operator()(const PolicyPlanRequest& request) const {
    return RunPlan(request, shipped);
  }
  CommandResult operator()(const PolicyPlanWorkRequest& /*request*/) const {
    const Status prepared = PrepareToBeConfined();
    if (!prepared.ok()) return Refused(prepared.error().message, kExitUnknown);
    return jobs::PlanWorkStream(in, shipped);
  }
  CommandResult operator()(const AuditRequest& request) const { return RunAudit(request); }
  CommandResult operator()(const BackupRequest& request) const { return RunBackup(request); }
  CommandResult operator()(const ReplayRequest& request) const {
    return RunReplay(request, shipped.rules);
  }
  CommandResult operator()(const DecisionsRequest& request) const {
    return RunDecisions(request, shipped.rules, out);
  }
  CommandResult operator()(const AuditReportRequest& request) const {
    return RunReport(request, shipped.rules, out);
  }
  CommandResult operator()(const RatchetRequest& request) const { return RunRatchet(request); }
  CommandResult operator()(const WaiverRequest& request) const {
    const auto access = request.OnlyReads() ? store::Access::kReadOnly : store::Access::kReadWrite;
    const auto book =
        store::OpenWaiverBook(request.folder + "/headwater.db", access, SystemClock());
    if (!book.ok()) {
      return Refused(book.error().message,
                     book.error().code == Errc::kInvalid ? kExitUsage : kExitUnknown);
    }
    return jobs::RunWaivers(request, *book.value(), shipped, SystemClock().Wall());
  }

  std::string Catalogue(RulesFormat format) const {
    switch (format) {
      case RulesFormat::kText:
        return report::RenderCatalogueText(shipped.rules, Language::kEnglish);
      case RulesFormat::kMarkdown:
        return report::RenderCatalogueMarkdown(shipped.rules);
      case RulesFormat::kJson:
        return report::RenderCatalogueJson(shipped.rules);
    }
    return "";
  }
};

}  // namespace

CommandResult RunApp(std::span<char* const> arguments, const Streams& streams,
                     std::chrono::sys_days today) {
  auto parsed = cli::ParseCommandLine(arguments, today);
  if (auto* done = std::get_if<CommandResult>(&parsed)) return std::move(*done);
  return std::visit(Runner{.in = streams.in, .out = streams.out, .progress = streams.progress},
                    std::get<cli::Command>(parsed));
}

}  // namespace headwater
