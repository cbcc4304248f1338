// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <csignal>
#include <ctime>

#include "headwater/log.h"
#include "headwater/sink.h"
#include "service/connect_parts.h"
#include "service/git/upstream_mirrors.h"
#include "service/healthcheck.h"
#include "service/jobs/policy_files.h"
#include "service/own_program.h"
#include "service/serve.h"
#include "service/systemd_notice.h"

namespace headwater {
namespace {

constexpr time_t kAskForgeEvery = 2;

CommandResult Refused(const Error& error) {
  Out<Sink::kTerminal> line;
  line << "headwater serve: " << Untrusted(error.message);
  return {"", line.text() + "\n", kExitUsage};
}

CommandResult NotConfirmed(const Error& error) {
  Out<Sink::kTerminal> line;
  line << "headwater upstream confirm: " << Untrusted(error.message);
  return {"", line.text() + "\n", error.code == Errc::kInvalid ? kExitUsage : kExitUnknown};
}

/// Blocks the signals that are meant for the service in this thread and those it starts, so that
/// they wait to be asked for.
sigset_t BlockOwnSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// True when one that ends the service came within the time; SIGHUP reads the policy anew.
bool EndsWithin(Service& service, const sigset_t& signals, time_t seconds) {
  const timespec wait{.tv_sec = seconds, .tv_nsec = 0};
  const int signal = sigtimedwait(&signals, nullptr, &wait);
  if (signal == SIGHUP) service.ReloadPolicy();
  return signal > 0 && signal != SIGHUP;
}

Status ConfirmCopyOf(const config::ServiceConfig& config, const std::string& text) {
  const SafeUrl url = config::PlainRepository(TRY(SafeUrl::Parse(text)));
  const git::UpstreamMirrors mirrors = TRY(git::UpstreamMirrors::Open(
      {.root = UpstreamFolderOf(config), .ca_bundle = "", .allow_http = true}));
  const git::UpstreamFolder before = TRY(mirrors.Look(url));
  if (!before.frozen) return Error{Errc::kNotFound, text + ": no copy of it is frozen"};
  TRY(mirrors.Confirm(url));
  return Ok{};
}

void RunUntilSignal(Service& service, const sigset_t& signals) {
  for (;;) {
    const Status working = service.StartWorking();
    if (working.ok()) break;
    Log(LogLevel::kWarning, "forge_not_ready", {{"problem", Untrusted(working.error().message)}});
    if (EndsWithin(service, signals, kAskForgeEvery)) return;
  }
  int signal = 0;
  while (sigwait(&signals, &signal) == 0 && signal == SIGHUP) service.ReloadPolicy();
}

}  // namespace

CommandResult Serve(const std::string& config_file, bool check_only,
                    const config::Shipped& shipped) {
  const Result<config::ServiceConfig> config = ReadConfigFile(config_file);
  if (!config.ok()) return Refused(config.error());
  if (check_only) {
    const auto layers = jobs::LayersOf(config.value(), shipped);
    if (!layers.ok()) return Refused(layers.error());
    return {"the configuration can be read\n", "", 0};
  }
  const Result<std::string> program = OwnProgram();
  if (!program.ok()) return Refused(program.error());
  const sigset_t signals = BlockOwnSignals();
  Result<std::unique_ptr<Service>> service =
      Service::Start(config.value(), program.value(), shipped);
  if (!service.ok()) return Refused(service.error());
  // Listening: what is delivered from now on is kept, whether the forge answers yet or not.
  NotifySystemd("READY=1");
  RunUntilSignal(*service.value(), signals);
  NotifySystemd("STOPPING=1");
  Log(LogLevel::kInfo, "draining");
  service.value()->Drain();
  Log(LogLevel::kInfo, "stopped");
  return {};
}

CommandResult CheckHealth(const std::string& config_file) {
  const Result<config::ServiceConfig> config = ReadConfigFile(config_file);
  return config.ok() ? AskReadiness(config.value().health) : NotReady(config.error().message);
}

CommandResult ConfirmKeptUpstream(const UpstreamConfirmRequest& request) {
  const Result<config::ServiceConfig> config = ReadConfigFile(request.config_file);
  if (!config.ok()) return NotConfirmed(config.error());
  const Status confirmed = ConfirmCopyOf(config.value(), request.url);
  if (!confirmed.ok()) return NotConfirmed(confirmed.error());
  Out<Sink::kTerminal> line;
  line << "headwater: " << Untrusted(request.url)
       << " is confirmed as it is now; the service fetches it when somebody asks for it";
  return {line.text() + "\n", "", 0};
}

}  // namespace headwater
