-- For wrk: requests of a file, one after the other. Each line is a method, a path, a Cookie header
-- and a body, with a tab between two. Usage: wrk -s requests.lua URL -- FILE

local requests, number = {}, 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local method, path, cookie, body = line:match("^(.-)\t(.-)\t(.-)\t(.*)$")
        local headers = { ["Cookie"] = cookie, ["Accept-Language"] = "fr" }
        if body == "" then
            body = nil
        else
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        end
        requests[#requests + 1] = wrk.format(method, path, headers, body)
    end
end

function request()
    number = number % #requests + 1
    return requests[number]
end
