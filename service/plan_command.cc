// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/plan_command.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "headwater/clock.h"
#include "headwater/process.h"
#include "headwater/sink.h"
#include "service/jobs/plan.h"
#include "service/own_program.h"
#include "service/store/decision_file.h"
#include "service/store/plan_file.h"
#include "service/store/reads_file.h"
#include "service/store/waiver_file.h"

namespace headwater {
namespace {

// A batch of honest records takes seconds.
constexpr std::chrono::minutes kDeadline{10};
constexpr size_t kMaxErrorBytes = 4'096;

CommandResult NotDone(const Error& error) {
  Out<Sink::kTerminal> line;
  line << "headwater policy plan: " << Untrusted(error.message);
  return {"", line.text() + "\n", kExitUnknown};
}

Result<jobs::PlanStore> OpenStore(const std::string& folder, const Clock& clock) {
  const std::string database = folder + "/headwater.db";
  jobs::PlanStore opened;
  opened.decisions = TRY(store::OpenDecisionBook(database));
  opened.reads = TRY(store::OpenReadsToLook(folder + "/" + store::kReadsFileName));
  opened.waivers = TRY(store::OpenWaiverBook(database, store::Access::kReadOnly, clock));
  return opened;
}

Result<std::string> JudgeInChild(const std::string& program, const std::string& batch) {
  ProcessSpec spec;
  spec.argv = {program, "policy", "plan-work"};
#if defined(HEADWATER_ADDRESS_SANITIZER)
  // Its leak check traces the process, which the sandbox forbids.
  spec.environment = {"ASAN_OPTIONS=detect_leaks=0"};
#endif
  spec.max_error_bytes = kMaxErrorBytes;
  ProcessResult result = TRY(RunProcess(spec, batch, kDeadline));
  const bool ended = result.timed_out || result.too_much_output || result.signal != 0;
  if (!ended && result.exit_code == 0) return std::move(result.out);
  return Error{Errc::kContent, "the process that judged it could not finish"};
}

}  // namespace

CommandResult RunPlan(const PolicyPlanRequest& request, const config::Shipped& shipped) {
  const Result<std::string> program = OwnProgram();
  if (!program.ok()) return NotDone(program.error());
  const auto book = store::OpenPlanBook(request.folder + "/headwater.db");
  if (!book.ok()) return NotDone(book.error());
  const Clock& clock = SystemClock();
  const jobs::PlanParts parts{
      .book = *book.value(),
      .open = [&] { return OpenStore(request.folder, clock); },
      .judge = [&](const std::string& batch) { return JudgeInChild(program.value(), batch); }};
  return jobs::RunPlan(request, parts, shipped);
}

}  // namespace headwater
