// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "headwater/http.h"
#include "service/http/response.h"
#include "service/http/socket.h"

namespace headwater::http {

/// What Screen says, or 500 when it throws.
std::optional<HttpResponse> AskScreen(HttpHandler& handler, const HttpRequest& head);

/// The threads in which handlers run, so that one that waits holds up nobody else. A request waits
/// in line no longer than its connection, of which the listener has a bounded number.
class HandlerPool {
 public:
  struct Work {
    uint64_t connection = 0;
    HttpRequest request;
    AnswerForm form;
  };
  struct Done {
    uint64_t connection = 0;
    std::string answer;
    AnswerForm form;  ///< Closes when the handler threw.
    bool authenticated = false;
  };

  /// `wakeup` is signalled when there is something to Take. Both must outlive the pool.
  HandlerPool(size_t threads, HttpHandler& handler, const Wakeup& wakeup);
  /// Waits for the handlers that are running; work in line is dropped.
  ~HandlerPool();
  HandlerPool(const HandlerPool&) = delete;
  HandlerPool& operator=(const HandlerPool&) = delete;

  /// Thread-safe, as Take is.
  void Push(Work work);
  std::vector<Done> Take();

 private:
  void Run(const std::stop_token& stop);
  std::optional<Work> Next(const std::stop_token& stop);
  void Finish(Done done);

  HttpHandler* handler_;
  const Wakeup* wakeup_;
  std::mutex work_mutex_;
  std::condition_variable_any work_ready_;
  std::deque<Work> work_;
  std::mutex done_mutex_;
  std::vector<Done> done_;
  std::vector<std::jthread> threads_;  ///< Last: they use all of the above until they are joined.
};

}  // namespace headwater::http
