// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "tests/forge/forge.h"

// forge-double --root DIR [--port N] [--port-file FILE] [--external-url URL]

namespace {

constexpr int kUsageError = 2;

int Usage() {
  std::cerr << "usage: forge-double --root DIR [--port N] [--port-file FILE] "
               "[--external-url URL]\n";
  return kUsageError;
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options = {
      {"--root", ""}, {"--port", "0"}, {"--port-file", ""}, {"--external-url", ""}};
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 >= argc || !options.contains(argv[i])) return Usage();
    options[argv[i]] = argv[i + 1];
  }
  if (options["--root"].empty()) return Usage();
  // Before any thread begins, so that all of them inherit it.
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  const int port = static_cast<int>(std::strtol(options["--port"].c_str(), nullptr, 10));
  const headwater::forge_double::Server server(options["--root"], port, options["--external-url"]);
  if (!server.ok()) {
    std::cerr << "forge-double: cannot listen on port " << port << "\n";
    return 1;
  }
  std::cout << server.url() << std::endl;
  if (!options["--port-file"].empty()) {
    std::ofstream(options["--port-file"]) << server.port() << "\n";
  }
  int signal = 0;
  sigwait(&ends, &signal);
  return 0;
}
