// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/ratchet_commands.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "headwater/sink.h"
#include "service/jobs/named_projects.h"

namespace headwater::jobs {
namespace {

constexpr size_t kDateLength = 10;  // 2026-11-21, the beginning of a time.

using Line = Out<Sink::kTerminal>;

/// One overload for each command; what is to be printed.
class Runner {
 public:
  Runner(RatchetBook& marks, DecisionBook& decisions) : marks_(marks), decisions_(decisions) {}

  Result<std::string> operator()(const RatchetListRequest& request) {
    std::optional<ProjectId> project;
    if (!request.project.empty()) project = TRY(ProjectNamed(decisions_, request.project));
    std::string text;
    for (const RatchetMark& mark : TRY(marks_.Marks(project))) {
      Line line;
      line << "project " << mark.project.value << " branch " << Untrusted(mark.branch) << ": "
           << Untrusted(mark.rule) << " required since "
           << Untrusted(FormatTime(mark.since).substr(0, kDateLength)) << " (decision "
           << Untrusted(mark.decision.hex) << ")";
      text += line.text() + "\n";
    }
    return text.empty() ? std::string("no branch is held to a rule\n") : text;
  }

  Result<std::string> operator()(const RatchetResetRequest& request) {
    const ProjectId project = TRY(ProjectNamed(decisions_, request.project));
    std::string text;
    for (const std::string& branch :
         TRY(marks_.ResetMark(project, request.rule, request.because))) {
      Line line;
      line << Untrusted(request.rule) << " only hints on " << Untrusted(branch)
           << " until the branch passes it again";
      text += line.text() + "\n";
    }
    return text;
  }

 private:
  RatchetBook& marks_;
  DecisionBook& decisions_;
};

}  // namespace

CommandResult RunRatchet(const RatchetRequest& request, RatchetBook& marks,
                         DecisionBook& decisions) {
  Result<std::string> text = std::visit(Runner(marks, decisions), request.what);
  if (text.ok()) return {std::move(text).value(), "", 0};
  const Errc code = text.error().code;
  const bool is_usage = code == Errc::kInvalid || code == Errc::kNotFound;
  Line line;
  line << "headwater policy ratchet: " << Untrusted(text.error().message);
  return {"", line.text() + "\n", is_usage ? kExitUsage : kExitUnknown};
}

}  // namespace headwater::jobs
